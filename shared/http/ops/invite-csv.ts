import type { OpsInvite } from '../../domain/ops/invite-list.ts';
import { csvOf } from '../csv-out.ts';

const COLUMNS = [
    'id',
    'status',
    'customerName',
    'tenantId',
    'subscriptionId',
    'subscriptionName',
    'adminEmail',
    'origin',
    'invitedBy',
    'createdAt',
    'expiresAt',
    'nextStep',
    'erasedAt',
    'product',
    'productName',
    'saidState',
] as const satisfies (keyof OpsInvite)[];

/** Invites as CSV, safe in a spreadsheet. */
export const inviteListCsv = {
    header: (): string => csvOf<OpsInvite>(COLUMNS, [], { header: true }),
    lines: (invites: readonly OpsInvite[]): string => csvOf(COLUMNS, invites, { header: false }),
};
