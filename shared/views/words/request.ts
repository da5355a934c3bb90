import { address, foreign, id, message, say, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { ConfirmationModeView, PartnerView, RequestView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';
import { accountUsedOnce, consentAsked, leadsToSignIn, oncePressedAgain, PORTAL } from './sign-in/common.ts';

export const HEADINGS = {
    does: message('request.heading.does', { save: BUTTONS.save }),
    doesNot: message('request.heading.doesNot'),
    sees: message('request.heading.sees'),
    undo: message('request.heading.undo'),
    genuine: message('request.heading.genuine'),
    byHand: message('request.heading.byHand'),
    ask: message('request.heading.ask'),
    decline: message('request.heading.decline'),
} as const;

export const FACTS = {
    partner: message('request.fact.partner'),
    partnerId: message('request.fact.partnerId'),
    subscription: message('request.fact.subscription'),
    tenant: message('request.fact.tenant'),
    customer: message('request.fact.customer'),
    invitedBy: message('request.fact.invitedBy'),
    openUntil: message('request.fact.openUntil'),
} as const;

const save = term(BUTTONS.save);
const PORTAL_PARTNER_INFORMATION = term('Partner information');

export const confirmTitle = ({ name }: PartnerView): Phrase => message('request.title', { partner: foreign(name) });

export const onlyYouDecide = ({ name }: PartnerView): Phrase =>
    message('request.onlyYouDecide', { partner: foreign(name), save });

export const validated = ({ name }: PartnerView): Phrase => message('request.validated', { partner: foreign(name) });

export const askedBy = ({
    invitedBy,
    invitedAt,
    partner,
}: Pick<RequestView, 'invitedBy' | 'invitedAt' | 'partner'>): Phrase | null => {
    if (invitedBy === null && invitedAt === null) return null;
    const person = foreign(invitedBy ?? partner.name);
    return invitedAt === null ? say`${person}` : message('request.askedBy', { person, time: time(invitedAt) });
};

export const until = (iso: string): Phrase => say`${time(iso)}`;

export const noteBy = ({ name }: PartnerView): Phrase => message('request.noteBy', { partner: foreign(name) });

/** How the customer says yes, as far as the words depend on it. */
export interface Confirmation {
    mode: ConfirmationModeView;
    /** Host of Microsoft's sign-in; null where not known. */
    signInHost: string | null;
}

const attribution = (): Phrase => message('request.does.attribution');

const attachesToAccess = ({ name, id: partnerId }: PartnerView): Phrase[] => [
    message('request.does.attaches', { partner: foreign(name), save, partnerId: id(partnerId) }),
    attribution(),
    message('request.does.accessMissing'),
];

const signsInAndGrants = (partner: PartnerView, signInHost: string | null): Phrase[] => [
    leadsToSignIn(signInHost),
    accountUsedOnce(partner),
    consentAsked(partner),
    oncePressedAgain(),
    message('request.does.grants', { partner: foreign(partner.name), role: term('Support Request Contributor') }),
    message('request.does.links', { partnerId: id(partner.id) }),
    attribution(),
];

/** What is consented to, apart from the special case of replacing. */
export const saveDoes = (partner: PartnerView, { mode, signInHost }: Confirmation): Phrase[] =>
    mode === 'signin' ? signsInAndGrants(partner, signInHost) : attachesToAccess(partner);

export const saveDoesNot = ({ name }: PartnerView, { mode }: Pick<Confirmation, 'mode'>): Phrase[] => [
    message('request.doesNot.cost'),
    mode === 'signin'
        ? message('request.doesNot.accessBeyond', { partner: foreign(name) })
        : message('request.doesNot.access'),
    message('request.doesNot.others'),
    message('request.doesNot.account'),
];

export const replacing = ({ name, id: partnerId }: PartnerView): Phrase[] => [
    message('request.replacing'),
    message('request.replacing.how', { partner: foreign(name), save, partnerId: id(partnerId) }),
];

/** What the partner can look at afterwards; by a sign-in also what the role lets it see, which is granted then. */
export const partnerSees = ({ name }: PartnerView, { mode }: Pick<Confirmation, 'mode'>): Phrase[] => [
    message('request.sees.consumption', { partner: foreign(name) }),
    ...(mode === 'signin'
        ? [message('review.role.least', { role: term('Support Request Contributor'), partner: foreign(name) })]
        : []),
    message('request.sees.notData', { partner: foreign(name) }),
    message('request.sees.microsoft'),
];

export const takingBack = ({ name, contact }: PartnerView): Phrase =>
    message('request.takingBack', {
        partner: foreign(name),
        applications: PORTAL.applications,
        serviceProviders: PORTAL.serviceProviders,
        contact: address(contact),
    });

/** By another way than the mail's own. */
export const genuine = ({ name, id: partnerId }: PartnerView): Phrase =>
    message('request.genuine.ask', { partner: foreign(name), partnerId: id(partnerId) });

export const nothingAsked = (): Phrase => message('request.genuine.nothingAsked');

const whatIsNotAsked = ({ mode, signInHost }: Confirmation): Phrase => {
    if (mode === 'email') return nothingAsked();
    return signInHost === null
        ? message('request.genuine.signIn')
        : message('request.genuine.signInHost', { host: id(signInHost) });
};

export const checkingPage = (partner: PartnerView, confirmation: Confirmation): Phrase[] => [
    genuine(partner),
    message('request.genuine.compare', { subscriptions: PORTAL.subscriptions }),
    whatIsNotAsked(confirmation),
];

export const nothingInPortal = (): Phrase =>
    message('request.nothingInPortal', { partnerInformation: PORTAL_PARTNER_INFORMATION });

/** @param others whether the other ways are named beside it */
export const byHand = ({ name, contact }: PartnerView, others: boolean): Phrase =>
    others
        ? message('request.byHand', { partner: foreign(name) })
        : message('request.byHand.ask', { partner: foreign(name), contact: address(contact) });

export const OTHER_WAYS = message('request.otherWays.open');

/** For a mail, which has no link to them. */
export const otherWaysThere = ({ name }: PartnerView): Phrase =>
    message('request.otherWays.there', { partner: foreign(name) });

export const otherWays = ({ name }: PartnerView): Phrase => message('request.otherWays', { partner: foreign(name) });

export const asking = ({ name, contact }: PartnerView): Phrase =>
    message('request.asking', { partner: foreign(name), contact: address(contact) });

export const unexpected = ({ contact }: PartnerView): Phrase =>
    message('request.unexpected', { contact: address(contact) });

export const decliningPage = (openUntil: string): Phrase =>
    message('request.declining', { decline: term(BUTTONS.decline), until: time(openUntil) });

export const declinedBefore = (openUntil: string): Phrase[] => [
    message('request.declinedBefore'),
    message('request.declinedBefore.still', { save, until: time(openUntil) }),
];
