import type { Invite } from '../../domain/invite.ts';
import { dayOf, mailboxKeyOf, nextDay } from '../../domain/mailbox.ts';
import type { OwnMail } from '../../domain/mailbox.ts';
import { LOCK_MS } from '../../domain/work.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import { alsoWaiting } from '../invites/also-waiting.ts';
import type { AlsoWaitingDependencies } from '../invites/also-waiting.ts';
import type { ClaimedMail } from '../mail/claimed-mail.ts';

export interface TurnDependencies extends AlsoWaitingDependencies {
    mailboxes: Pick<Mailboxes, 'claimDay' | 'hasSeveral' | 'optOutOf' | 'ownMail'>;
}

/** Whether a mail of our own accord may go out now: of these a mailbox gets one a UTC day, which tells of all that waits. */
export type Turn =
    /** It has the day; `also` is what else it tells of. */
    | { kind: 'go'; own: OwnMail; also: Invite[] }
    /** Another one told of it. */
    | { kind: 'told' }
    /** Whoever reads the mailbox opted out. */
    | { kind: 'unwanted' }
    | { kind: 'wait'; until: Date };

/** Sending takes no longer, or who was at it has died; in ms. */
const SENDING_MS = 2 * LOCK_MS;
/** Mostly it takes far less. */
const LOOK_AGAIN_MS = 5_000;

/** @throws UnavailableError where the store cannot be reached */
export async function turnOf(deps: TurnDependencies, { invite, mail }: ClaimedMail): Promise<Turn> {
    const mailbox = mailboxKeyOf(invite.adminEmail);
    if ((await deps.mailboxes.optOutOf(mailbox)) !== undefined) return { kind: 'unwanted' };
    const holder = `${invite.id}|${mail.key}`;
    // An invite is told of once, on whatever day that was. What asks again is told by itself alone: a reminder of the same
    // day told of the invite when it had not been answered at all.
    const isTold = (by: OwnMail | undefined): boolean =>
        by?.told?.includes(invite.id) === true && (mail.kind !== 'ask-again' || by.holder === holder);
    if (mail.kind === 'invite' && isTold(await deps.mailboxes.ownMail(mailbox))) return { kind: 'told' };

    const now = deps.clock.now();
    const own = { day: dayOf(now), holder, at: now.toISOString(), told: null };
    const standing = await deps.mailboxes.claimDay(mailbox, own);
    if (isTold(standing)) return { kind: 'told' };
    const tomorrow = { kind: 'wait', until: nextDay(now) } as const;
    if (standing === own) return { kind: 'go', own, also: await alsoWaiting(deps, invite) };
    // Who took the day and neither gave it back nor told of it may have sent it, be it for this very mail: rather a day
    // later than twice in one.
    const isBeingSent = now.getTime() < Date.parse(standing.at) + SENDING_MS;
    return isBeingSent && standing.told === null
        ? { kind: 'wait', until: new Date(now.getTime() + LOOK_AGAIN_MS) }
        : tomorrow;
}
