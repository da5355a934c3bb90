import type { Subject } from '../../domain/products/product.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { ShortLived } from '../../ports/short-lived.ts';
import { inviteExists, mailLimitReached, optedOut } from './invite-refusals.ts';
import { liveAmong } from './live-invites.ts';

/**
 * Looks whether the mailbox wants to be asked. Nothing is written.
 *
 * @throws AppError `opted-out`
 */
export async function checkMailbox(
    { mailboxes }: { mailboxes: Pick<Mailboxes, 'optOutOf'> },
    adminEmail: string,
): Promise<void> {
    const refusal = await mailboxes.optOutOf(mailboxKeyOf(adminEmail));
    if (refusal !== undefined) throw optedOut(refusal);
}

export interface CountingDependencies {
    rules: { mailsPerAddressPerDay: number };
    invites: Pick<InviteStore, 'findLive'>;
    shortLived: Pick<ShortLived, 'countMail'>;
    clock: Clock;
}

/**
 * Counts the mail of a request, which is one however much it asks for.
 *
 * @throws AppError `mail-limit`; `invite-exists` where another request for one of these came first
 */
export async function countRequest(
    { rules, invites, shortLived, clock }: CountingDependencies,
    subjects: readonly Subject[],
    adminEmail: string,
    own: readonly string[],
): Promise<void> {
    if (await shortLived.countMail(adminEmail, rules.mailsPerAddressPerDay)) return;
    // Of several that came at once, those that lost are told so, and not that there were too many.
    const [winner] = await liveAmong(invites, subjects, adminEmail, own);
    throw winner === undefined ? mailLimitReached(rules.mailsPerAddressPerDay, clock.now()) : inviteExists(winner);
}
