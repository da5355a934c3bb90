import type { SampleDelegation, SampleRoleAssignment } from '../arm/state/document.ts';
import type { Chance } from './random.ts';

const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const VIRTUAL_MACHINE_CONTRIBUTOR = '9980e02c-c2be-4d73-94e8-173b1dc7cf3c';
const BILLING_READER = 'fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64';
const COST_MANAGEMENT_READER = '72fafb9e-0641-4937-9268-a91bfd8191a3';
const ACCESS_ADMINISTRATOR = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168';
/** One that the customer made. */
const CUSTOM = 'c0570000-0000-4000-8000-000000000001';

export const ROLE = { OWNER, READER, SUPPORT_REQUEST_CONTRIBUTOR, CONTRIBUTOR } as const;

/** Who the partner is in a tenant: its application, a group that it is in, and a group which that is in. */
export interface Ours {
    application: string;
    group: string;
    outerGroup: string;
}

/** Where something is granted, to whom, and from what day it is seen. */
export interface Place {
    scope: string;
    ours: Ours;
    now: Date;
    by: Chance;
}

type Grant = (place: Place) => SampleRoleAssignment[];

const DAY_MS = 24 * 60 * 60 * 1000;

/** A day before or after another, as ARM writes it. */
export const daysFrom = (now: Date, days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();

const assignment = (scope: string, principalId: string, roleDefinitionId: string): SampleRoleAssignment => ({
    scope,
    principalId,
    principalType: 'ServicePrincipal',
    roleDefinitionId,
});

/** The application itself holds a role, for ever. */
export const direct =
    (...roles: string[]): Grant =>
    ({ scope, ours }) =>
        roles.map((role) => assignment(scope, ours.application, role));

/** A group that the application is in holds it, or a group which that is in. */
export const throughGroup =
    (role: string): Grant =>
    ({ scope, ours, by }) => [
        { ...assignment(scope, by.one([ours.group, ours.outerGroup]), role), principalType: 'Group' },
    ];

const until =
    (days: number, role: string): Grant =>
    ({ scope, ours, now }) => [{ ...assignment(scope, ours.application, role), endDateTime: daysFrom(now, days) }];

const eligibleOnly =
    (role: string): Grant =>
    ({ scope, ours }) => [{ ...assignment(scope, ours.application, role), eligibleOnly: true }];

const onGroupOfResources =
    (role: string): Grant =>
    (place) =>
        direct(role)({ ...place, scope: `${place.scope}/resourceGroups/rg-${place.by.whole(1, 9)}` });

const both =
    (...grants: Grant[]): Grant =>
    (place) =>
        grants.flatMap((grant) => grant(place));

const nothing: Grant = () => [];

/** What may stand at a single subscription. */
const AT_SUBSCRIPTION: readonly (readonly [weight: number, grant: Grant])[] = [
    [30, direct(SUPPORT_REQUEST_CONTRIBUTOR)],
    [6, direct(CONTRIBUTOR)],
    [3, direct(VIRTUAL_MACHINE_CONTRIBUTOR, READER)],
    [8, throughGroup(SUPPORT_REQUEST_CONTRIBUTOR)],
    [10, direct(READER)],
    [3, direct(BILLING_READER)],
    [2, direct(COST_MANAGEMENT_READER)],
    [2, direct(ACCESS_ADMINISTRATOR)],
    [2, direct(CUSTOM)],
    [4, onGroupOfResources(CONTRIBUTOR)],
    [3, both(onGroupOfResources(CONTRIBUTOR), direct(READER))],
    [3, eligibleOnly(SUPPORT_REQUEST_CONTRIBUTOR)],
    [3, both(eligibleOnly(CONTRIBUTOR), direct(READER))],
    [3, until(-1, SUPPORT_REQUEST_CONTRIBUTOR)],
    [3, both(until(-1, CONTRIBUTOR), direct(READER))],
    [4, until(3, SUPPORT_REQUEST_CONTRIBUTOR)],
    [2, until(90, CONTRIBUTOR)],
    [2, both(until(3, SUPPORT_REQUEST_CONTRIBUTOR), until(30, CONTRIBUTOR))],
    [1, both(until(3, SUPPORT_REQUEST_CONTRIBUTOR), direct(CONTRIBUTOR))],
    [6, nothing],
];

/** What may stand at a management group so that all below it is reached. */
const AT_MANAGEMENT_GROUP: readonly (readonly [weight: number, grant: Grant])[] = [
    [60, direct(SUPPORT_REQUEST_CONTRIBUTOR)],
    [20, throughGroup(SUPPORT_REQUEST_CONTRIBUTOR)],
    [10, direct(SUPPORT_REQUEST_CONTRIBUTOR, READER)],
    [5, until(3, SUPPORT_REQUEST_CONTRIBUTOR)],
    [5, both(until(-1, SUPPORT_REQUEST_CONTRIBUTOR), direct(READER))],
];

export const grantAtSubscription: Grant = (place) => place.by.weighted(AT_SUBSCRIPTION)(place);
export const grantAtManagementGroup: Grant = (place) => place.by.weighted(AT_MANAGEMENT_GROUP)(place);

type Authorizations = SampleDelegation['authorizations'];
type Delegate = (home: Ours) => Authorizations;

const toApplication =
    (...roles: string[]): Delegate =>
    ({ application }) =>
        roles.map((roleDefinitionId) => ({ principalId: application, roleDefinitionId }));

const toGroup =
    (...roles: string[]): Delegate =>
    ({ group }) =>
        roles.map((roleDefinitionId) => ({ principalId: group, roleDefinitionId }));

const DELEGATED: readonly (readonly [weight: number, delegate: Delegate])[] = [
    [50, toApplication(READER, SUPPORT_REQUEST_CONTRIBUTOR)],
    [15, toApplication(CONTRIBUTOR)],
    [13, toApplication(READER)],
    // Whoever holds this alone cannot read what is delegated.
    [6, toApplication(SUPPORT_REQUEST_CONTRIBUTOR)],
    [8, toGroup(READER, SUPPORT_REQUEST_CONTRIBUTOR)],
    [8, () => []],
];

/** What is delegated to the partner's own tenant; nothing now and then. */
export const delegatedRoles = (home: Ours, by: Chance): Authorizations => by.weighted(DELEGATED)(home);
