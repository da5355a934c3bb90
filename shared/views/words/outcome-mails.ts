import { foreign, id, message, say, term } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type {
    AdminOutcomeMailModel,
    InviteOriginView,
    PartnerOutcomeMailModel,
    PartnerOutcomeStatusView,
    UnaskedOriginView,
} from '../view-models.ts';
import { BUTTONS } from './buttons.ts';
import { subscriptionName } from './invite-mail.ts';
import { CONFIRMED_BY } from './status.ts';

export const HEADINGS = {
    next: message('outcomeMail.heading.next'),
    manage: message('outcomeMail.heading.manage'),
} as const;

export const SEE_STATUS = message('outcomeMail.seeStatus');

export const FACTS = {
    invite: say`Invite`,
    status: say`Status`,
    reason: say`Reason`,
    at: message('outcomeMail.fact.at'),
    admin: say`Asked of`,
    /** Where nobody was asked. */
    adminUnasked: say`Customer’s account`,
    origin: say`Came about`,
    confirmedBy: CONFIRMED_BY,
    removedBy: message('outcomeMail.fact.removedBy'),
} as const;

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
    message(`outcomeMail.subject.${status}`, {
        partner: foreign(partner.name),
        subscription: subscriptionName(subscription),
    });

export const partnerSubject = ({ status, partner, subscription }: PartnerOutcomeMailModel): Phrase => {
    const what = say`${FOR_PARTNER[status]}: partner ID ${partner.id} on ${subscription.id}`;
    return subscription.customerName === null ? what : say`${what}, ${foreign(subscription.customerName)}`;
};

/** Why there is something to tell at all. */
export function why({ status, origin, partner: { name } }: AdminOutcomeMailModel): Phrase {
    if (status === 'removed') return message('outcomeMail.why.removed', { partner: foreign(name) });
    const save = term(BUTTONS.save);
    switch (origin) {
        case 'partner':
        case 'auto-invite':
            return message('outcomeMail.why.asked');
        case 'quick-link':
            return message('outcomeMail.why.quickLink', { partner: foreign(name), save });
        case 'further':
            return message('outcomeMail.why.further', { save });
    }
}

export const managing = (): Phrase => message('outcomeMail.managing');

/** Said of the customer, where the title for the customer says “you”. */
export const ATTESTED_TITLE = say`The customer says that it is done`;

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

const FOOTERS = {
    partner: 'outcomeMail.footer.asked',
    'auto-invite': 'outcomeMail.footer.asked',
    'quick-link': 'outcomeMail.footer.quickLink',
    further: 'outcomeMail.footer.further',
} as const satisfies Record<InviteOriginView, string>;

export const adminFooter = ({ partner, adminEmail, origin }: AdminOutcomeMailModel): Phrase =>
    message(FOOTERS[origin], {
        admin: foreign(adminEmail),
        partner: foreign(partner.name),
        partnerId: id(partner.id),
    });

/** Where the customer was asked, `admin` is whom; else it is the account that came. */
export const isUnasked = (origin: InviteOriginView): origin is UnaskedOriginView =>
    origin === 'quick-link' || origin === 'further';

export const partnerFooter = (): Phrase => say`Sent to the addresses that are set to be told of outcomes.`;
