import { newAttach } from './attach-transitions.ts';
import { daysLater } from './days-between.ts';
import { moveTo, newMail, withEvent } from './invite-story.ts';
import { consented } from './invite-transitions.ts';
import type { Consent } from './invite-transitions.ts';
import type { AskedOrigin, AzureInvite, GuidedInvite, Invite, UnaskedOrigin } from './invite.ts';
import { NO_RELATIONSHIPS } from './products/relationships.ts';

/** What an invite begins with whoever asked; what else it has comes of what happens to it. */
type Begun = keyof ReturnType<typeof begun>;

/** What goes with it, where anything does. */
type Accompanied = Partial<Pick<Invite, 'relationships' | 'alongside' | 'lead'>>;

type NewAzureInvite = Omit<AzureInvite, Begun | 'productName'> & Accompanied;

export type NewGuidedInvite = Omit<GuidedInvite, Begun> & Accompanied;

const begun = ({ expiresInDays }: Pick<Invite, 'expiresInDays'>, at: Date) => ({
    status: 'issued' as const,
    origin: 'partner' as const,
    createdAt: at.toISOString(),
    expiresAt: daysLater(at, expiresInDays),
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
