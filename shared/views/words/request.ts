import { foreign, id, say, term, time, address } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { ConfirmationModeView, PartnerView, RequestView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';
import { accountUsedOnce, consentAsked, leadsToSignIn, oncePressedAgain } from './sign-in/common.ts';

export const HEADINGS = {
    note: 'In the partner’s words',
    does: 'What “Save partner” does',
    doesNot: 'What it does not do',
    sees: 'What the partner sees',
    undo: 'How to take it back',
    genuine: 'How to check that this is genuine',
    byHand: 'Doing it by hand',
    otherWays: 'If you would rather not sign in',
    ask: 'Whom to ask',
    decline: 'How to say no',
} as const;

export const FACTS = {
    partner: 'Partner',
    partnerId: 'Partner ID',
    subscription: 'Subscription',
    tenant: 'Tenant',
    customer: 'Customer',
    invitedBy: 'Asked by',
    openUntil: 'Open until',
} as const;

const save = term(BUTTONS.save);
const decline = term(BUTTONS.decline);
const PORTAL_PARTNER_INFORMATION = term('Partner information');

export const confirmTitle = ({ name }: PartnerView): Phrase =>
    say`${foreign(name)} asks to be your partner of record on an Azure subscription`;

export const onlyYouDecide = ({ name }: PartnerView): Phrase =>
    say`Only your organisation can name ${foreign(name)} as its partner. Nothing is changed until somebody presses ${save}.`;

export const validated = ({ name }: PartnerView): Phrase =>
    say`Validated: it is one of ${foreign(name)}’s own partner IDs. Microsoft itself checks it when it is attached.`;

export const askedBy = ({ invitedBy, invitedAt, partner }: RequestView): Phrase | null => {
    if (invitedBy === null && invitedAt === null) return null;
    const who = say`${foreign(invitedBy ?? partner.name)}`;
    return invitedAt === null ? who : say`${who}, ${time(invitedAt)}`;
};

export const until = (iso: string): Phrase => say`${time(iso)}`;

export const noteBy = ({ name }: PartnerView): Phrase => say`${foreign(name)} wrote:`;

/** How the customer says yes, as far as the words depend on it. */
export interface Confirmation {
    mode: ConfirmationModeView;
    /** Host of Microsoft's sign-in; null where not known. */
    signInHost: string | null;
}

const attribution = (): Phrase =>
    say`From then on Microsoft can attribute to that ID the Azure consumption that this access covers, wherever it has a role that counts: on this subscription and on others. What Microsoft’s partner programmes make of it is for Microsoft to say.`;

const attachesToAccess = ({ name, id: partnerId }: PartnerView): Phrase[] => [
    say`${foreign(name)} works through an application of its own, with the access that your organisation gave it. ${save} attaches the partner ID ${id(partnerId)} to that access. Microsoft calls this a Partner Admin Link.`,
    attribution(),
    say`If the application’s access is missing, you are told what to do about it.`,
];

const signsInAndGrants = (partner: PartnerView, signInHost: string | null): Phrase[] => [
    leadsToSignIn(signInHost),
    accountUsedOnce(partner),
    consentAsked(partner),
    oncePressedAgain(),
    say`Then the application of ${foreign(partner.name)} gets the role ${term('Support Request Contributor')} on this subscription, the least one that counts. Where it has one already, by itself or through Azure Lighthouse, none is granted.`,
    say`The application links itself to the partner ID ${id(partner.id)}, so that the ID is attached to that access. Microsoft calls this a Partner Admin Link.`,
    attribution(),
];

/** What is consented to, apart from the special case of replacing. */
export const saveDoes = (partner: PartnerView, { mode, signInHost }: Confirmation): Phrase[] =>
    mode === 'signin' ? signsInAndGrants(partner, signInHost) : attachesToAccess(partner);

export const saveDoesNot = ({ name }: PartnerView, { mode }: Pick<Confirmation, 'mode'>): Phrase[] => [
    say`It costs nothing and changes no price.`,
    mode === 'signin'
        ? say`It gives ${foreign(name)} no access beyond what the page after the sign-in names, and takes nobody’s away.`
        : say`It changes no permission: nobody gains or loses access.`,
    say`It displaces no other partner: the partner IDs of others in your tenant stay as they are.`,
    say`It attaches nothing to your own account.`,
];

export const replacing = ({ name, id: partnerId }: PartnerView): Phrase[] => [
    say`This may replace a partner ID.`,
    say`If ${foreign(name)}’s application already carries another partner ID in your tenant, ${save} replaces that ID by ${id(partnerId)}, and does so for every subscription of the tenant, not for this one alone.`,
];

export const partnerSees = ({ name }: PartnerView): Phrase[] => [
    say`${foreign(name)} sees the Azure consumption that Microsoft attributes to its partner ID, with your organisation’s name and ID and those of the subscriptions that it comes from.`,
    say`${foreign(name)} does not see personal data or anything that is stored in your subscription, except where your organisation has given it a role for that, as before.`,
    say`Microsoft gets no new data about you.`,
];

export const takingBack = ({ name, contact }: PartnerView): Phrase =>
    say`At any time: remove the role assignment of ${foreign(name)}’s application from the subscription, or delete the application under ${term('Enterprise applications')} in Microsoft Entra. Where it works through Azure Lighthouse, delete the delegation under ${term('Service providers')}. You can also ask ${address(contact)} to take the partner ID off.`;

export const checkingPage = ({ name, id: partnerId }: PartnerView, { mode, signInHost }: Confirmation): Phrase[] => [
    say`Ask your usual contact at ${foreign(name)}, by a telephone number or an address that you already have, whether this request and the partner ID ${id(partnerId)} are theirs.`,
    say`Compare the subscription ID above with the one in the Azure portal under ${term('Subscriptions')}.`,
    ...(mode === 'signin'
        ? [
              say`You are asked for no payment, and for no password or code on a page of ours: those belong on Microsoft’s own sign-in. Look at ${signInHost === null ? say`the address` : say`the address ${id(signInHost)}`} there.`,
          ]
        : [say`You are asked for no password, no payment and no code.`]),
];

export const nothingInPortal = (): Phrase =>
    say`Nothing shows under ${PORTAL_PARTNER_INFORMATION} of the subscription in the Azure portal: that field is an older record, which no program can read or write.`;

/** @param others whether the other ways are named beside it */
export const byHand = ({ name, contact }: PartnerView, others: boolean): Phrase => {
    const portal = say`The Azure portal’s own page for partner IDs attaches an ID to your own account alone, never to ${foreign(name)}’s application.`;
    return others
        ? portal
        : say`${portal} If you would rather not use the link, write to ${address(contact)} about another way.`;
};

export const OTHER_WAYS = 'See the other ways';

/** For a mail, which has no link to them. */
export const otherWaysThere = (partner: PartnerView): Phrase =>
    say`${otherWays(partner)} The page of the link leads to them.`;

export const otherWays = ({ name }: PartnerView): Phrase =>
    say`There are other ways to do the same: a role assignment or an Azure Lighthouse delegation that you make yourself in the Azure portal or by command line, or an account in your tenant that ${foreign(name)} uses.`;

export const asking = ({ name, contact }: PartnerView): Phrase => say`${foreign(name)}: ${address(contact)}`;

export const unexpected = ({ contact }: PartnerView): Phrase =>
    say`You did not expect this? Press nothing and tell ${address(contact)}. Without your answer nothing is changed.`;

export const decliningPage = (openUntil: string): Phrase =>
    say`${decline} changes nothing and tells the partner that you said no. This page stays open until ${time(openUntil)}.`;

export const declinedBefore = (openUntil: string): Phrase[] => [
    say`This request was declined, and nothing was changed.`,
    say`If you have thought better of it, you can still press ${save} until ${time(openUntil)}.`,
];
