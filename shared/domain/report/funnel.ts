import { INVITE_STATUSES } from '../invite.ts';
import type { InviteStatus } from '../invite.ts';
import type { Funnel } from '../report.ts';

/** Somebody of the customer said yes, whatever came of it. */
const AFTER_YES: readonly InviteStatus[] = [
    'confirmed',
    'attaching',
    'attached',
    'conflict',
    'unrecognised',
    'failed',
    'removed',
    'attested',
];

export const noInvites = (): Record<InviteStatus, number> =>
    Object.fromEntries(INVITE_STATUSES.map((status) => [status, 0])) as Record<InviteStatus, number>;

/** How far invites came, from how many there are in each status. */
export function funnelOf(byStatus: Record<InviteStatus, number>, isComplete: boolean): Funnel {
    const sum = (statuses: readonly InviteStatus[]) => statuses.reduce((all, status) => all + byStatus[status], 0);
    return {
        invited: sum(INVITE_STATUSES),
        saidYes: sum(AFTER_YES),
        attached: byStatus.attached,
        byStatus,
        isComplete,
    };
}
