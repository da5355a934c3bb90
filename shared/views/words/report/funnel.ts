import type { Funnel } from '../../../domain/report.ts';
import { say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';

const FUNNEL = {
    invited: say`Invited`,
    saidYes: say`Said yes`,
    attached: say`Attached`,
    waiting: say`Waiting for an answer`,
    declined: say`Said no`,
    expired: say`Did not answer in time`,
    undeliverable: say`Mail did not arrive`,
    revoked: say`Taken back by us`,
    failed: say`Said yes, not set up`,
    removed: say`Taken back by the customer`,
    attested: say`Set up by their own account, as they say`,
} as const;

const share = (count: number, of: number): Phrase =>
    of === 0 ? say`${count}` : say`${count} (${Math.floor((count * 100) / of)} %)`;

/** What the counts are called, and how they are written: how far invites came, then whatever else became of some. */
export function funnelRows({ invited, saidYes, attached, byStatus }: Funnel): [name: Phrase, count: Phrase][] {
    const others: [name: Phrase, count: number][] = [
        [FUNNEL.waiting, byStatus.issued + byStatus.sent],
        [FUNNEL.failed, byStatus.failed + byStatus.conflict + byStatus.unrecognised],
        [FUNNEL.attested, byStatus.attested],
        [FUNNEL.declined, byStatus.declined],
        [FUNNEL.expired, byStatus.expired],
        [FUNNEL.undeliverable, byStatus.undeliverable],
        [FUNNEL.removed, byStatus.removed],
        [FUNNEL.revoked, byStatus.revoked],
    ];
    return [
        [FUNNEL.invited, say`${invited}`],
        [FUNNEL.saidYes, share(saidYes, invited)],
        [FUNNEL.attached, share(attached, invited)],
        ...others.filter(([, count]) => count > 0).map(([name, count]): [Phrase, Phrase] => [name, say`${count}`]),
    ];
}

/** Above the table of the products that customers attach by hand. */
export const byProductNote = (): Phrase =>
    say`These are attached by customers in portals of Microsoft’s, by hand. No program can see it: what is counted as said is what they say, and none of it counts as covered.`;

export const BY_PRODUCT = {
    product: say`Product`,
    invited: say`Invited`,
    waiting: say`Waiting`,
    said: say`Said done`,
    lapsed: say`Lapsed`,
    declined: say`Said no`,
    expired: say`No answer`,
} as const;

export const atLeast = (): Phrase => say`There are more invites than were counted.`;
