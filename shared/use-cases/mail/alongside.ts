import { UnavailableError } from '../../domain/errors.ts';
import { cancelMail } from '../../domain/invite-mails.ts';
import { revoke } from '../../domain/invite-transitions.ts';
import type { Invite } from '../../domain/invite.ts';
import { bouncedWith, isToldAlongside, toldBy } from '../../domain/products/alongside.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import { changeInvite } from '../invites/change-invite.ts';
import { stillClaimed } from './claimed-mail.ts';
import type { ClaimedMail } from './claimed-mail.ts';

export interface AlongsideDependencies {
    invites: InviteStore;
    clock: Clock;
    /** On which days after an invite's mail it is reminded of. */
    remindAfterDays: readonly number[];
}

/**
 * The other invites that this mail tells of.
 *
 * @throws UnavailableError where the store cannot be reached
 */
export async function alongsideOf(
    { invites, clock }: Pick<AlongsideDependencies, 'invites' | 'clock'>,
    { invite: lead, mail }: ClaimedMail,
): Promise<Invite[]> {
    if (mail.kind !== 'invite') return [];
    const found = await Promise.all(lead.alongside.map((id) => invites.get(id)));
    const now = clock.now();
    return found.flatMap((stored) =>
        stored !== undefined && isToldAlongside(lead, mail, stored.value, now) ? [stored.value] : [],
    );
}

/**
 * Takes back what was recorded for a request that came to nothing, as the process died before it recorded the invite that
 * leads, and nobody asked once more meanwhile: nobody is asked for a part of what was asked for.
 *
 * @returns whether it did, so that its mail is not sent
 * @throws UnavailableError where the store cannot be reached
 */
export async function takeBackOrphan(
    { invites, clock }: Pick<AlongsideDependencies, 'invites' | 'clock'>,
    { invite, mail }: ClaimedMail,
    log: Log,
): Promise<boolean> {
    const { id, lead } = invite;
    if (lead === null || mail.kind !== 'invite' || mail.generation > 1) return false;
    if ((await invites.get(lead)) !== undefined) return false;
    await changeInvite(invites, id, (current) => {
        const own = stillClaimed(current, { mail });
        return own && revoke(cancelMail(current, own), clock.now());
    });
    log.warn('taken back, as what leads was never recorded', { inviteId: id, lead });
    return true;
}

/**
 * The mail service has taken the mail that tells of these: theirs are not sent any more. One that cannot be noted now is
 * told of twice rather than not at all.
 */
export async function noteTold(
    { invites, clock, remindAfterDays }: AlongsideDependencies,
    lead: Invite,
    told: readonly Invite[],
    log: Log,
): Promise<void> {
    for (const { id } of told) {
        try {
            await changeInvite(invites, id, (invite) => toldBy(lead, invite, clock.now(), remindAfterDays));
        } catch (error) {
            if (!(error instanceof UnavailableError)) throw error;
            log.warn('told of, and left to its own mail', { inviteId: id, lead: lead.id, why: error.message });
        }
    }
}

/** The lead's mail did not arrive: nor did anything of those that it told of. */
export async function noteBounced(
    { invites }: Pick<AlongsideDependencies, 'invites'>,
    lead: Invite,
    at: Date,
    detail: string,
): Promise<void> {
    for (const id of lead.alongside) await changeInvite(invites, id, (invite) => bouncedWith(lead, invite, at, detail));
}
