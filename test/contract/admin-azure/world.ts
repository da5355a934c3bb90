import type { AdminAzure, GrantScope } from '../../../shared/ports/admin-azure.ts';
import type { AzureError } from '../../../shared/ports/azure.ts';
import { contoso, fourthCoffee } from '../arm/sample-ids.ts';

/** Contoso, as the sample tenants have it. */
export const TENANT_ID = contoso('1');
export const PRODUCTION = contoso('a1');
export const ANALYTICS = contoso('a2');
export const PARTNER = contoso('201');
export const OWNER = contoso('101');
export const CONTRIBUTOR = contoso('102');
export const READER = contoso('103');
/** Owner at the root management group. */
export const ADMIN = contoso('104');
/** From the partner's own tenant, and Owner on Production. */
export const GUEST = contoso('105');
/** Somebody of the tenant without any role. */
export const STRANGER = contoso('106');
export const OTHER_SUBSCRIPTION = fourthCoffee('a9');

export const ROLES = {
    owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    roleAdministrator: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
    support: 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e',
} as const;

export const production: GrantScope = { kind: 'subscription', subscriptionId: PRODUCTION };
export const analytics: GrantScope = { kind: 'subscription', subscriptionId: ANALYTICS };
export const root: GrantScope = { kind: 'management-group', groupId: TENANT_ID };

export interface Given {
    scope: GrantScope;
    principalId: string;
    role: keyof typeof ROLES;
    principalType: 'User' | 'Group' | 'ServicePrincipal';
    name?: string;
    condition?: string;
    eligibleOnly?: boolean;
}

/** What can be ordered to go wrong once, at the next question of a kind. */
export type Trouble = 'throttled for 17 s' | 'down' | 'multi-factor authentication' | 'policy';

/** Whom the contract is held against, and how its world is changed. */
export interface Bench {
    /** The world as the sample tenants describe it, and a stranger. */
    reset(): Promise<void>;
    as(objectId: string, tenantId?: string): Promise<AdminAzure>;
    give(given: Given): Promise<void>;
    group(objectId: string, members: string[]): Promise<void>;
    managementGroup(group: { groupId: string; parentId: string; subscriptionIds: string[] }): Promise<void>;
    /** A subscription, which another tenant delegates to this one where it is not of this one. */
    subscription(subscriptionId: string, tenantId: string): Promise<void>;
    trouble(trouble: Trouble, at: 'mayAssign' | 'assign' | 'unassign'): Promise<void>;
    /** The roles of the partner's principal, as `scope role`, wherever they stand. */
    partnersRoles(): Promise<string[]>;
}

/** The claims that `multi-factor authentication` demands. */
export const MFA_CLAIMS = '{"access_token":{"acrs":{"essential":true,"values":["p1"]}}}';
export const POLICY = 'Allowed role assignments';

/** The AzureError that something ends in: by its shape, as one of another realm is none by `instanceof`. */
export async function failureOf(work: Promise<unknown>): Promise<AzureError> {
    try {
        await work;
    } catch (error) {
        if (typeof error === 'object' && error !== null && 'kind' in error) return error as AzureError;
        throw error;
    }
    throw new Error('It did not fail.');
}

export const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = [];
    for await (const item of items) found.push(item);
    return found;
};
