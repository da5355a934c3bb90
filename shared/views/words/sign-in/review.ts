import { LEAST_ROLE } from '../../../domain/granted-roles.ts';
import { foreign, id, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { HeldRoleView, OfferedManagementGroup, ReviewPageModel, RoleView } from '../../sign-in/models.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL, shellId } from './common.ts';

export const HEADINGS = {
    granted: 'What is granted',
    link: 'What the partner ID does there',
    undo: 'How to take it back',
    check: 'How to check it afterwards',
} as const;

export const LEGENDS = {
    this: 'This subscription',
    further: 'Other subscriptions',
    group: 'A management group',
    reader: 'Seeing more',
} as const;

const save = term(BUTTONS.save);

export const title = ({ name }: PartnerView): Phrase => say`What ${foreign(name)} gets if you press ${BUTTONS.save}`;

export const nothingYet = (): Phrase[] => [
    say`Nothing has been changed so far.`,
    say`What stands on this page is done when you press ${save} below, and only then.`,
];

export const givenTo = ({ partner, application }: ReviewPageModel): Phrase[] => [
    say`The application of ${foreign(partner.name)}`,
    say`Client ID ${id(application.clientId)}`,
    say`Object ID in your tenant ${id(application.objectId)}`,
];

export const roleLines = ({ name, id: roleId }: RoleView): Phrase[] => [say`${foreign(name)}`, say`${id(roleId)}`];

/** What the role that is granted allows, where it is the one we know. */
export const roleMeans = ({ partner, role }: ReviewPageModel): Phrase =>
    role.id === LEAST_ROLE.id
        ? say`${foreign(role.name)} is the least role that counts. With it ${foreign(partner.name)} can open support requests for the subscription, and see its resource groups and role assignments. It can change no resource, and reads neither their settings nor the data in them.`
        : say`What ${foreign(role.name)} allows stands in the Azure portal under ${PORTAL.iam}.`;

const heldRole = ({ role, scope }: HeldRoleView): Phrase => say`${foreign(role.name)} on ${id(scope)}`;

export const alreadyThere = ({ held, delegated, partner }: ReviewPageModel): Phrase[] => [
    say`Nothing is granted on this subscription.`,
    ...held.map((one) => say`${foreign(partner.name)} has there already what it takes: ${heldRole(one)}`),
    ...(delegated
        ? [say`It is delegated to ${foreign(partner.name)} through Azure Lighthouse already, with a role that counts.`]
        : []),
    say`${save} says that your organisation names ${foreign(partner.name)} as its partner there.`,
];

export const conditional = (): Phrase[] => [
    say`Azure may still refuse.`,
    say`Your right to give access carries a condition, and what it allows is seen only when it is tried. If it does not allow this, you are told.`,
];

export const linkIs = ({ partner, delegated }: ReviewPageModel): Phrase[] => [
    delegated
        ? say`The partner ID ${id(partner.id)} is linked to ${foreign(partner.name)}’s own identity in its own tenant, once for all its customers. Microsoft calls this a Partner Admin Link. In your tenant nothing is written.`
        : say`The application then links itself, and not your account, to the partner ID ${id(partner.id)}. Microsoft calls this a Partner Admin Link. There is one for the application in your whole tenant, and it counts wherever the application has a role that counts.`,
    say`Microsoft can attribute to that ID the Azure consumption that this access covers. It costs nothing, and other partners’ links stay as they are.`,
];

export const thisIsAsked = (nothingGranted: boolean): Phrase =>
    nothingGranted
        ? say`This is what was asked for. No role is granted here, because one is there.`
        : say`This is what was asked for, and is part of it whatever else you choose.`;

export const furtherHelp = ({ partner }: ReviewPageModel): Phrase =>
    say`The same role on each that you tick, if ${foreign(partner.name)} serves them too. Those where it has one already are not listed.`;

export const furtherMore = (more: number): Phrase =>
    say`There are ${String(more)} more subscriptions that are not listed here. For many at once a management group is the better choice.`;

export const furtherSummary = (count: number): string => `Choose among ${count} subscriptions`;

export const groupHelp = ({ partner }: ReviewPageModel): Phrase =>
    say`The role stands once at the group and counts for everything below it, so that nobody has to ask you again. Choose one only if ${foreign(partner.name)} really serves all of it.`;

export const NO_GROUP = say`None of them`;

const subscriptionCount = (count: number): string => (count === 1 ? '1 subscription' : `${count} subscriptions`);

export const groupHint = ({ isRoot, subscriptions }: OfferedManagementGroup): Phrase =>
    isRoot
        ? say`The whole tenant: ${subscriptionCount(subscriptions)} today, and every subscription you buy later. The role then stands here alone, not on single subscriptions.`
        : say`${subscriptionCount(subscriptions)} today, and every subscription you buy later and put below it.`;

export const ROOT_TICK = say`Yes, on the whole tenant`;
export const ROOT_HINT = say`The root group takes this second tick: it is everything that your organisation has in Azure.`;

export const readerLabel = ({ readerRole }: ReviewPageModel): Phrase => say`Grant ${foreign(readerRole.name)} as well`;

export const readerHints = ({ partner, readerRole }: ReviewPageModel): Phrase[] => [
    say`${id(readerRole.id)}`,
    say`On this subscription and on whatever else you choose above. It does not count for attribution, and nothing here needs it.`,
    say`It lets ${foreign(partner.name)} see the kind of billing and, where it stands at a management group, the groups and subscriptions below, so that its audit notices a new subscription by itself. It reads how resources are set up, not the data stored in them, and changes nothing.`,
];

export const leaving = (): Phrase => say`You do not want this? Close the page: nothing is changed.`;

export const takingBack = ({ partner, subscription }: ReviewPageModel): Phrase[] => [
    say`By the link in the mail that tells you the outcome: ${term('Change it or take it back')}.`,
    say`In the Azure portal: ${PORTAL.subscriptions}, ${subscription.name === null ? id(subscription.id) : foreign(subscription.name)}, ${PORTAL.iam}, ${PORTAL.assignments}; choose the application of ${foreign(partner.name)} there and remove it. At a management group it is the same page of the group.`,
    say`Altogether: delete the application under ${PORTAL.applications} in Microsoft Entra.`,
    say`Or by one line of the Azure CLI, which takes away every role that the application has on this very subscription:`,
];

export const delegatedBack = ({ partner }: ReviewPageModel): Phrase[] => [
    say`In the Azure portal, under ${PORTAL.serviceProviders}: delete the delegation to ${foreign(partner.name)}.`,
];

export const removeCommand = ({ application, subscription }: ReviewPageModel): string =>
    `az role assignment delete --assignee ${shellId(application.objectId)} --scope /subscriptions/${shellId(subscription.id)}`;

export const checking = (): Phrase[] => [
    say`The ${PORTAL.activityLog} of the subscription shows the new role assignment, with your account as the one that made it.`,
    say`This line of the Azure CLI lists every role that the application has on the subscription, and above it:`,
];

export const listCommand = ({ application, subscription }: ReviewPageModel): string =>
    `az role assignment list --assignee ${shellId(application.objectId)} --scope /subscriptions/${shellId(subscription.id)} --include-inherited --output table`;
