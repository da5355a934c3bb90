import { foreign, id, say, term } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type {
    AdminOutcomeMailModel,
    InviteOriginView,
    OutcomeStatusView,
    PartnerOutcomeMailModel,
    PartnerOutcomeStatusView,
    UnaskedOriginView,
} from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

export const HEADINGS = { next: 'What to do next', manage: 'Changing it, or taking it back' } as const;

export const SEE_STATUS = 'See where it stands';
export const MANAGE = 'Change it or take it back';

export const FACTS = {
    invite: 'Invite',
    status: 'Status',
    reason: 'Reason',
    at: 'When',
    admin: 'Asked of',
    /** Where nobody was asked. */
    adminUnasked: 'Customer’s account',
    origin: 'Came about',
    confirmedBy: 'Confirmed by',
    removedBy: 'Taken back by',
} as const;

const FOR_ADMIN: Record<OutcomeStatusView, string> = {
    attached: 'Set up',
    unrecognised: 'One step is left',
    conflict: 'Not changed',
    failed: 'Not set up',
    removed: 'Taken back',
};

const FOR_PARTNER: Record<PartnerOutcomeStatusView, string> = {
    attached: 'Attached',
    unrecognised: 'Unrecognised',
    conflict: 'Conflict',
    failed: 'Failed',
    declined: 'Declined',
    expired: 'Not answered',
    removed: 'Removed',
    attested: 'Attested',
};

export const adminSubject = ({ status, partner, subscription }: AdminOutcomeMailModel): Phrase =>
    say`${FOR_ADMIN[status]}: ${foreign(partner.name)} as partner on the Azure subscription ${subscription.name === null ? id(subscription.id) : foreign(subscription.name)}`;

export const partnerSubject = ({ status, partner, subscription }: PartnerOutcomeMailModel): Phrase => {
    const what = say`${FOR_PARTNER[status]}: partner ID ${partner.id} on ${subscription.id}`;
    return subscription.customerName === null ? what : say`${what}, ${foreign(subscription.customerName)}`;
};

/** Why there is something to tell at all. */
export function why({ status, origin, partner }: AdminOutcomeMailModel): Phrase {
    const name = foreign(partner.name);
    if (status === 'removed') {
        return say`Somebody of your organisation signed in and took the access of ${name} to this subscription back.`;
    }
    switch (origin) {
        case 'partner':
        case 'auto-invite':
            return say`The request was answered with a yes. This is what came of it.`;
        case 'quick-link':
            return say`You used the quick link of ${name} and pressed ${term(BUTTONS.save)}. This is what came of it.`;
        case 'further':
            return say`When ${term(BUTTONS.save)} was pressed for another subscription, this one was ticked as well. This is what came of it.`;
    }
}

export const managing = (): Phrase =>
    say`You sign in at Microsoft for that, with an account that may change access on this subscription. The link alone changes nothing.`;

/** Said of the customer, where the title for the customer says “you”. */
export const ATTESTED_TITLE = 'The customer says that it is done';

/** The end as the partner reads it: nothing here says what Microsoft's programmes make of it. */
export const partnerMeaning: Record<PartnerOutcomeStatusView, Phrase> = {
    attached: say`The link is Active, and an eligible role of the same principal covers the subscription: it is set up.`,
    unrecognised: say`The link is Active in the customer’s tenant, but no eligible role of the same principal covers the subscription: it is missing until one does.`,
    conflict: say`Our identity carries another partner ID in the customer’s tenant, and replacing it was not offered. Nothing was written.`,
    failed: say`The link could not be set up.`,
    declined: say`Somebody with the link of the mail said no. Nothing was written.`,
    expired: say`Nobody answered the request in time, reminders included. Nothing was written.`,
    removed: say`The customer signed in and took back what roles we had on this very subscription. Where we have one from above, or through Azure Lighthouse, that still stands, and audits count it.`,
    attested: say`The customer says that an account of theirs, or a guest, carries the partner ID. Only that account can see it: it counts as not verifiable, not as covered.`,
};

/** How an invite came about that the partner did not send. */
export const ORIGINS: Record<Exclude<InviteOriginView, 'partner'>, Phrase> = {
    'auto-invite': say`An audit found the subscription missing, and the customer’s contact was invited automatically.`,
    'quick-link': say`Somebody used the quick link without having been asked.`,
    further: say`An admin who was asked about another subscription ticked this one as well.`,
};

const ANSWERED = 'because its request was answered by the link in your mail';

const WHY_ADMIN: Record<InviteOriginView, string> = {
    partner: ANSWERED,
    'auto-invite': ANSWERED,
    'quick-link': 'because you used its quick link',
    further: 'because it was named as partner with your account',
};

export const adminFooter = ({ partner, adminEmail, origin }: AdminOutcomeMailModel): Phrase =>
    say`Sent to ${foreign(adminEmail)} for ${foreign(partner.name)}, partner ID ${id(partner.id)}, ${WHY_ADMIN[origin]}. Microsoft did not send it.`;

/** Where the customer was asked, `admin` is whom; else it is the account that came. */
export const isUnasked = (origin: InviteOriginView): origin is UnaskedOriginView =>
    origin === 'quick-link' || origin === 'further';

export const partnerFooter = (): Phrase => say`Sent to the addresses that are set to be told of outcomes.`;
