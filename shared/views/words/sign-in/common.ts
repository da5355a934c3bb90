import { foreign, id, message, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { AccountView } from '../../sign-in/models.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';

const save = term(BUTTONS.save);

/** Names in the Azure portal, as they stand there. */
export const PORTAL = {
    iam: term('Access control (IAM)'),
    assignments: term('Role assignments'),
    applications: term('Enterprise applications'),
    serviceProviders: term('Service providers'),
    activityLog: term('Activity log'),
    pim: term('Privileged Identity Management'),
    myRoles: term('My roles'),
    azureResources: term('Azure resources'),
    subscriptions: term('Subscriptions'),
    delegations: term('Delegations'),
    users: term('Users'),
} as const;

/** Roles that may give access, as Azure names them. */
export const GIVING_ROLES = {
    owner: term('Owner'),
    userAccess: term('User Access Administrator'),
    roleBased: term('Role Based Access Control Administrator'),
} as const;

/** Where the button leads, and how to know the place. */
export const leadsToSignIn = (signInHost: string | null): Phrase =>
    signInHost === null
        ? message('signIn.leads', { save })
        : message('signIn.leads.host', { save, host: id(signInHost) });

/** What the account is used for, and for how long. */
export const accountUsedOnce = ({ name }: PartnerView): Phrase =>
    message('signIn.accountUsedOnce', { partner: foreign(name) });

export const consentAsked = ({ name }: PartnerView): Phrase =>
    message('signIn.consentAsked', { partner: foreign(name), applications: PORTAL.applications });

export const oncePressedAgain = (): Phrase => message('signIn.oncePressedAgain', { save });

/** Of every review. */
export const nothingYet = (button: Phrase): Phrase[] => [
    message('signIn.nothingYet'),
    message('signIn.nothingYet.until', { button: term(button) }),
];

export const leaving = (): Phrase => message('signIn.leaving');

/** The account, as it is shown wherever somebody has signed in. */
export const accountName = ({ name, displayName }: AccountView): Phrase =>
    displayName === null ? say`${foreign(name)}` : say`${foreign(displayName)}, ${foreign(name)}`;

export const FACTS = {
    account: message('signIn.facts.account'),
    application: message('signIn.facts.application'),
    givenTo: message('signIn.facts.givenTo'),
    role: message('signIn.facts.role'),
    /** Where none is granted on what was asked for. */
    roleElsewhere: message('signIn.facts.roleElsewhere'),
    roles: message('signIn.facts.roles'),
    currentId: message('signIn.facts.currentId'),
    newId: message('signIn.facts.newId'),
} as const;

/** Nothing but GUIDs goes into a line that somebody pastes into a shell. */
export function shellId(value: string): string {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw new TypeError('A command takes a GUID.');
    return value;
}
