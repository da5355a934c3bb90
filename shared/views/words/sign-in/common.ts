import { foreign, id, say, term } from '../../phrase.ts';
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
    subscriptions: term('Subscriptions'),
} as const;

/** Where the button leads, and how to know the place. */
export const leadsToSignIn = (signInHost: string | null): Phrase =>
    signInHost === null
        ? say`${save} leads to Microsoft’s own sign-in.`
        : say`${save} leads to Microsoft’s own sign-in, with ${id(signInHost)} in the address bar.`;

/** What the account is used for, and for how long. */
export const accountUsedOnce = ({ name }: PartnerView): Phrase =>
    say`Your account is used for this request alone: to check that it may give access on this subscription, and to give it. ${foreign(name)} never sees your password. The permission to act for you is forgotten as soon as each step is done; nothing of it is kept.`;

export const consentAsked = ({ name }: PartnerView): Phrase =>
    say`If ${foreign(name)}’s application is new to your tenant, Microsoft asks whether you agree to let it in. It then stands under ${PORTAL.applications} in Microsoft Entra, and can do nothing by itself until it has a role.`;

export const oncePressedAgain = (): Phrase =>
    say`After the sign-in you see exactly what is granted, to whom and where. Nothing is granted before you press ${save} there once more.`;

/** The account, as it is shown wherever somebody has signed in. */
export const accountName = ({ name, displayName }: AccountView): Phrase =>
    displayName === null ? say`${foreign(name)}` : say`${foreign(displayName)}, ${foreign(name)}`;

export const FACTS = {
    account: 'Signed in as',
    application: 'Application',
    givenTo: 'Given to',
    role: 'Role',
    /** Where none is granted on what was asked for. */
    roleElsewhere: 'Role elsewhere',
    roles: 'Taken away',
    currentId: 'Partner ID now',
    newId: 'Partner ID then',
} as const;

/** Nothing but GUIDs goes into a line that somebody pastes into a shell. */
export function shellId(value: string): string {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw new TypeError('A command takes a GUID.');
    return value;
}
