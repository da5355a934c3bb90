import { address, foreign, id, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { HeldRoleView, ManagePageModel, RemovePageModel, ReplacePageModel } from '../../sign-in/models.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from './common.ts';

export const HEADINGS = {
    removes: say`What ${term(BUTTONS.remove)} does`,
    replaces: say`What ${term(BUTTONS.replace)} does`,
    above: 'Access from above',
    nothing: 'Nothing to do here',
    byHand: 'Doing it in the portal',
} as const;

const remove = term(BUTTONS.remove);
const replace = term(BUTTONS.replace);

export const manageTitle = ({ name }: PartnerView): Phrase =>
    say`${foreign(name)} as your partner: change or take back`;

/** Of the page of the manage link. */
export const manageIntro = (): Phrase =>
    say`Nothing is changed by opening this page. Each button leads to Microsoft’s own sign-in, with an account that may change access on this subscription. After it you see what is done, and press once more.`;

export const removeMeans = ({ name }: PartnerView): Phrase =>
    say`${remove} takes the roles of ${foreign(name)}’s application on this subscription away, and the partner ID too, once no other subscription of your tenant needs it. ${foreign(name)} is told.`;

export const replaceMeans = ({ partner }: Pick<ManagePageModel, 'partner'>): Phrase =>
    say`${replace} is for an application of ${foreign(partner.name)} that carries another partner ID: it then carries ${id(partner.id)}, in your whole tenant. ${foreign(partner.name)} is told.`;

export const nothingToChange = ({ name, contact }: PartnerView): Phrase =>
    say`As it stands, there is nothing to take back or to replace by ${foreign(name)}’s pages. Questions: ${address(contact)}.`;

export const portalInstead = ({ name }: PartnerView): Phrase =>
    say`You can always do it without us: in the Azure portal under ${PORTAL.iam}, ${PORTAL.assignments}, remove the application of ${foreign(name)}; with Azure Lighthouse, delete the delegation under ${PORTAL.serviceProviders}.`;

export const removeTitle = ({ name }: PartnerView): Phrase => say`Take back the access of ${foreign(name)}`;

/** Of both reviews. */
export const nothingYet = (button: Phrase): Phrase[] => [
    say`Nothing has been changed so far.`,
    say`What stands on this page is done when you press ${term(button)} below, and only then.`,
];

export const roleAt = ({ role, scope }: HeldRoleView): Phrase => say`${foreign(role.name)} on ${id(scope)}`;

export const noRoleHere = (): Phrase => say`Nothing: no role stands on this very subscription`;

export const removeDoes = ({ partner, subscription, removed, delegated }: RemovePageModel): Phrase[] => [
    removed.length === 0
        ? say`It is recorded that your organisation takes it back. What ${foreign(partner.name)}’s application has elsewhere stays.`
        : say`${foreign(partner.name)}’s application loses the roles named above. What it has elsewhere stays.`,
    delegated
        ? say`The partner ID ${id(partner.id)} is linked in ${foreign(partner.name)}’s own tenant, for all its customers by Azure Lighthouse. That link stays. To end the delegation, delete it in the Azure portal under ${PORTAL.serviceProviders}.`
        : say`The partner ID ${id(partner.id)} is taken off the application as soon as no other subscription of your tenant ${id(subscription.tenantId)} needs it.`,
    say`Other partners, your own access and everything in the subscription stay as they are. It costs nothing.`,
    say`${foreign(partner.name)} is told. You can name it again at any time.`,
];

export const aboveHelp = ({ partner }: RemovePageModel): Phrase =>
    say`These roles of ${foreign(partner.name)}’s application stand above the subscription and cover others too. As long as one of them stays, it has access here as well:`;

export const aboveLabel = say`Take these away, too`;
export const aboveHint = say`Then it loses them for every subscription below, not for this one alone.`;

export const replaceTitle = ({ partner }: ReplacePageModel): Phrase => say`Replace the partner ID by ${id(partner.id)}`;

export const replaceDoes = ({ partner, currentPartnerId, subscription }: ReplacePageModel): Phrase[] => [
    currentPartnerId === null
        ? say`${foreign(partner.name)}’s application carries another partner ID in your tenant. It is replaced by ${id(partner.id)}.`
        : say`${foreign(partner.name)}’s application carries the partner ID ${id(currentPartnerId)} in your tenant. It is replaced by ${id(partner.id)}.`,
    say`That is so for every subscription of the tenant ${id(subscription.tenantId)}, not for this one alone: an application carries one partner ID in a tenant.`,
    say`Its access stays as it is: no role is given or taken. Other partners’ links stay, too.`,
    say`${foreign(partner.name)} is told.`,
];

export const leaving = (): Phrase => say`You do not want this? Close the page: nothing is changed.`;

export const unknownId = (): Phrase => say`Could not be read now`;
