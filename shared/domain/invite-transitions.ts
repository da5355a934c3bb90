import { newAttach } from './attach-transitions.ts';
import { NEXT_STEPS } from './invite-outcomes.ts';
import { cancelUnsentInvites, moveTo, newMail, withEvent, withMails } from './invite-story.ts';
import { isErased, isOpen, isWaiting } from './invite.ts';
import { NO_RELATIONSHIPS } from './products/relationships.ts';
import { saidState } from './products/said.ts';
import type { AskedOrigin, AzureInvite, GuidedInvite, Invite, UnaskedOrigin } from './invite.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export const expiryAfter = (now: Date, days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();

/** What an invite begins with whoever asked; what else it has comes of what happens to it. */
type Begun =
    | 'status'
    | 'origin'
    | 'confirmedBy'
    | 'grantedAt'
    | 'accessBefore'
    | 'generation'
    | 'consumedGeneration'
    | 'declinedAt'
    | 'attachOutcome'
    | 'nextStep'
    | 'outcomes'
    | 'attach'
    | 'reminding'
    | 'reminders'
    | 'mails'
    | 'timeline'
    | 'besideAnother'
    | 'erasedAt'
    | 'inForce'
    | 'said'
    | 'trace'
    | 'createdAt'
    | 'alongside'
    | 'lead'
    | 'relationships'
    | 'expiresAt';

/** What goes with it, where anything does. */
type Accompanied = Partial<Pick<Invite, 'relationships' | 'alongside' | 'lead'>>;

type NewAzureInvite = Omit<AzureInvite, Begun | 'productName'> & Accompanied;

export type NewGuidedInvite = Omit<GuidedInvite, Begun> & Accompanied;

const begun = ({ expiresInDays }: Pick<Invite, 'expiresInDays'>, at: Date) => ({
    status: 'issued' as const,
    origin: 'partner' as const,
    createdAt: at.toISOString(),
    expiresAt: expiryAfter(at, expiresInDays),
    generation: 1,
    consumedGeneration: null,
    confirmedBy: null,
    grantedAt: null,
    accessBefore: null,
    declinedAt: null,
    nextStep: null,
    attachOutcome: null,
    outcomes: 0,
    attach: null,
    reminding: null,
    reminders: 0,
    mails: [],
    timeline: [],
    besideAnother: false,
    erasedAt: null,
    inForce: null,
    said: null,
    trace: null,
    relationships: NO_RELATIONSHIPS,
    alongside: [],
    lead: null,
});

const newAzure = (facts: NewAzureInvite, at: Date): AzureInvite => ({
    ...begun(facts, at),
    ...facts,
    productName: null,
});

/** So long, in ms, the mail of another invite has to tell of this one before it goes out with a mail of its own. */
const FOLLOWER_WAIT_MS = 5 * 60_000;

const mailed = <I extends Invite>(invite: I, at: Date): I => {
    const due = invite.lead === null ? at : new Date(at.getTime() + FOLLOWER_WAIT_MS);
    return withEvent({ ...invite, mails: [newMail('invite', 1, due)] }, at, 'issued');
};

/** A new invite, its mail queued. */
export const issue = (facts: NewAzureInvite, at: Date, origin: AskedOrigin = 'partner'): AzureInvite =>
    mailed({ ...newAzure(facts, at), origin }, at);

/** A new invite for a product whose partner is named by hand, its mail queued. */
export const issueGuided = (facts: NewGuidedInvite, at: Date): GuidedInvite =>
    mailed({ ...begun(facts, at), ...facts }, at);

/** What is known of a yes that was given by sign-in. */
export interface Consent {
    /** The account that said it. */
    by: string;
    /** Whether a role was given through us. */
    granted: boolean;
}

const consented = <I extends Invite>(invite: I, consent: Consent | undefined, at: Date): I =>
    consent === undefined
        ? invite
        : {
              ...invite,
              confirmedBy: consent.by,
              grantedAt: consent.granted ? at.toISOString() : invite.grantedAt,
          };

/** An invite that nobody was asked by: it comes with its yes. */
export function bornConfirmed(facts: NewAzureInvite, origin: UnaskedOrigin, consent: Consent, at: Date): AzureInvite {
    const born = withEvent({ ...newAzure(facts, at), origin }, at, 'issued', ORIGINS[origin]);
    const confirmed = { ...consented(born, consent, at), consumedGeneration: 1, attach: newAttach(born, at) };
    return moveTo(confirmed, 'confirmed', at, null, consent.by);
}

const ORIGINS: Readonly<Record<UnaskedOrigin, string>> = {
    'quick-link': 'Somebody of the customer used the quick link without having been asked.',
    further: 'Added by the customer’s admin who was asked about another subscription.',
};

/** Nobody answered when it was asked again. What was said stays, as lapsed, until something else is. */
const hasLapsed = ({ status, said }: Invite): boolean =>
    status === 'attested' && said !== null && saidState(said) === 'lapsed';

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
        expiresAt: expiryAfter(at, invite.expiresInDays),
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
    const outcomes = invite.outcomes + 1;
    const outcome = { status: 'expired' as const, nextStep: NEXT_STEPS.expired };
    const told = tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : [];
    const mails = withMails(cancelUnsentInvites(invite.mails), told);
    return moveTo({ ...invite, outcomes, mails }, 'expired', at, NEXT_STEPS.expired);
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
    const outcomes = invite.outcomes + 1;
    const outcome = { status: 'attested' as const, nextStep: NEXT_STEPS.attested };
    const told = tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : [];
    const consumed = { ...invite, outcomes, consumedGeneration: invite.generation, declinedAt: null };
    const mails = withMails(cancelUnsentInvites(invite.mails), told);
    return moveTo({ ...consumed, mails }, 'attested', at, NEXT_STEPS.attested, what);
}

/** What was read before the first mail went out; what stands there already stays. */
export const noteAccessBefore = (invite: Invite, there: boolean): Invite =>
    invite.accessBefore === null ? { ...invite, accessBefore: there } : invite;

/** Declined by the admin, which consumes nothing; the same invite where it is declined already. */
export function decline(invite: Invite, at: Date, tellPartner: boolean): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    if (invite.status === 'declined') return invite;
    const outcomes = invite.outcomes + 1;
    const outcome = { status: 'declined' as const, nextStep: NEXT_STEPS.declined };
    const told = tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : [];
    const mails = withMails(cancelUnsentInvites(invite.mails), told);
    return moveTo({ ...invite, outcomes, declinedAt: at.toISOString(), mails }, 'declined', at, NEXT_STEPS.declined);
}
