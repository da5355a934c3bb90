import { foreign, id, say, term } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type {
    AdminOutcomeMailModel,
    OutcomeStatusView,
    PartnerOutcomeMailModel,
    PartnerOutcomeStatusView,
} from '../view-models.ts';
import { BUTTONS } from './request.ts';

export const HEADINGS = { next: 'What to do next' } as const;

export const SEE_STATUS = 'See where it stands';

export const FACTS = {
    invite: 'Invite',
    status: 'Status',
    reason: 'Reason',
    at: 'When',
    admin: 'Asked of',
} as const;

const FOR_ADMIN: Record<OutcomeStatusView, string> = {
    attached: 'Set up',
    unrecognised: 'One step is left',
    conflict: 'Not changed',
    failed: 'Not set up',
};

const FOR_PARTNER: Record<PartnerOutcomeStatusView, string> = {
    attached: 'Attached',
    unrecognised: 'Unrecognised',
    conflict: 'Conflict',
    failed: 'Failed',
    declined: 'Declined',
};

export const adminSubject = ({ status, partner, subscription }: AdminOutcomeMailModel): Phrase =>
    say`${FOR_ADMIN[status]}: ${foreign(partner.name)} as partner on the Azure subscription ${subscription.name === null ? id(subscription.id) : foreign(subscription.name)}`;

export const partnerSubject = ({ status, partner, subscription }: PartnerOutcomeMailModel): Phrase => {
    const what = say`${FOR_PARTNER[status]}: partner ID ${partner.id} on ${subscription.id}`;
    return subscription.customerName === null ? what : say`${what}, ${foreign(subscription.customerName)}`;
};

export const thanks = (): Phrase => say`The request was answered with ${term(BUTTONS.save)}. This is what came of it.`;

/** The end as the partner reads it: nothing here says what Microsoft's programmes make of it. */
export const partnerMeaning: Record<PartnerOutcomeStatusView, Phrase> = {
    attached: say`The link is Active in the customer’s tenant, and an eligible role of the same principal covers the subscription: it is set up.`,
    unrecognised: say`The link is Active in the customer’s tenant, but no eligible role of the same principal covers the subscription: it is missing until one does.`,
    conflict: say`Our identity carries another partner ID in the customer’s tenant, and replacing it was not offered. Nothing was written.`,
    failed: say`The link could not be set up.`,
    declined: say`Somebody with the link of the mail said no. Nothing was written.`,
};

export const adminFooter = ({ partner, adminEmail }: AdminOutcomeMailModel): Phrase =>
    say`Sent to ${foreign(adminEmail)} for ${foreign(partner.name)}, partner ID ${id(partner.id)}, because somebody answered its request by the link in your mail. Microsoft did not send it.`;

export const partnerFooter = (): Phrase => say`Sent to the addresses that are set to be told of outcomes.`;
