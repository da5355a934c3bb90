import { newAttach } from './attach-transitions.ts';
import { daysLater } from './days-between.ts';
import { NEXT_STEPS } from './invite-outcomes.ts';
import { cancelUnsentInvites, ended, moveTo, newMail, withEvent, withMails } from './invite-story.ts';
import { isErased, isOpen, isWaiting } from './invite.ts';
import { saidStateOf } from './products/said.ts';
import type { Invite } from './invite.ts';

/** What is known of a yes that was given by sign-in. */
export interface Consent {
    /** The account that said it. */
    by: string;
    /** Whether a role was given through us. */
    granted: boolean;
}

export const consented = <I extends Invite>(invite: I, consent: Consent | undefined, at: Date): I =>
    consent === undefined
        ? invite
        : {
              ...invite,
              confirmedBy: consent.by,
              grantedAt: consent.granted ? at.toISOString() : invite.grantedAt,
          };

/** Nobody answered when it was asked again. What was said stays, as lapsed, until something else is. */
const hasLapsed = (invite: Invite): boolean => saidStateOf(invite) === 'lapsed';

/** A new link, the old one dies; undefined where the invite is past that. */
export function resend(invite: Invite, seed: string, at: Date): Invite | undefined {
    const isPast = !['issued', 'sent', 'expired', 'undeliverable'].includes(invite.status) && !hasLapsed(invite);
    if (isPast || isErased(invite)) return undefined;
    const generation = invite.generation + 1;
    const issued: Invite = {
        ...invite,
        status: 'issued',
        nextStep: null,
        generation,
        seed,
        expiresAt: daysLater(at, invite.expiresInDays),
        reminding: null,
        mails: withMails(cancelUnsentInvites(invite.mails), [newMail('invite', generation, at)]),
    };
    return withEvent(issued, at, 'resent');
}

/** Taken back; undefined once it is confirmed or ended otherwise. */
export function revoke(invite: Invite, at: Date): Invite | undefined {
    if (!['issued', 'sent', 'declined'].includes(invite.status)) return undefined;
    return moveTo({ ...invite, mails: cancelUnsentInvites(invite.mails) }, 'revoked', at, NEXT_STEPS.revoked);
}

/** Past its time, and the partner is told; undefined where it is not. */
export function expire(invite: Invite, at: Date, tellPartner: boolean): Invite | undefined {
    if (!isWaiting(invite.status) || isOpen(invite, at)) return undefined;
    const outcome = { status: 'expired' as const, nextStep: NEXT_STEPS.expired };
    return moveTo(ended(invite, at, outcome, tellPartner), 'expired', at, NEXT_STEPS.expired);
}

/**
 * Saved by the admin: the link is consumed and the attach is due; undefined where the link is not open.
 *
 * @param consent of a yes by sign-in; undefined where the mailbox was enough
 */
export function confirm(invite: Invite, at: Date, consent?: Consent): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    const attach = newAttach(invite, at);
    const consumed = { ...consented(invite, consent, at), consumedGeneration: invite.generation, declinedAt: null };
    const mails = cancelUnsentInvites(invite.mails);
    return moveTo({ ...consumed, attach, mails }, 'confirmed', at, null, consent?.by ?? null);
}

/** Said by the customer, not seen by us: consumes the link, and the partner is told. */
export function attest(invite: Invite, at: Date, what: string, tellPartner: boolean): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    const outcome = { status: 'attested' as const, nextStep: NEXT_STEPS.attested };
    const told = ended(invite, at, outcome, tellPartner);
    const consumed = { ...told, consumedGeneration: invite.generation, declinedAt: null };
    return moveTo(consumed, 'attested', at, NEXT_STEPS.attested, what);
}

/** What was read before the first mail went out; what stands there already stays. */
export const noteAccessBefore = (invite: Invite, there: boolean): Invite =>
    invite.accessBefore === null ? { ...invite, accessBefore: there } : invite;

/** Declined by the admin, which consumes nothing; the same invite where it is declined already. */
export function decline(invite: Invite, at: Date, tellPartner: boolean): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    if (invite.status === 'declined') return invite;
    const outcome = { status: 'declined' as const, nextStep: NEXT_STEPS.declined };
    const declined = { ...ended(invite, at, outcome, tellPartner), declinedAt: at.toISOString() };
    return moveTo(declined, 'declined', at, NEXT_STEPS.declined);
}
