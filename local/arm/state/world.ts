import { indexAssignments, type Assignments } from './assignments.ts';
import { buildHierarchy, type Hierarchy } from './hierarchy.ts';
import type { SampleDelegation, SampleDocument, SampleSubscription, SampleTenant } from './document.ts';

/** A person, group or service principal of a tenant. */
export interface Principal {
    objectId: string;
    type: 'User' | 'Group' | 'ServicePrincipal';
    displayName: string;
    userPrincipalName?: string;
}

/** One tenant of the document with its indexes. */
export interface Tenant {
    row: SampleTenant;
    assignments: Assignments;
    hierarchy: Hierarchy;
    principal(objectId: string): Principal | undefined;
    /** Brings the application into a tenant that does not have it. */
    addServicePrincipal(objectId: string): void;
    /** The principal itself and every group it is in, directly or through groups. */
    identities(objectId: string): readonly string[];
}

/** A subscription with where it belongs. */
export interface PlacedSubscription {
    row: SampleSubscription;
    tenant: Tenant;
    delegations: readonly SampleDelegation[];
}

/** The document and the indexes that make every answer independent of its size. */
export interface World {
    document: SampleDocument;
    /** By ID, or by the domain of its users. */
    tenant(idOrDomain: string): Tenant | undefined;
    subscription(subscriptionId: string): PlacedSubscription | undefined;
    /** What other tenants delegate to a principal of this tenant, whoever of its identities they name. */
    delegatedTo(tenantId: string, identities: readonly string[]): PlacedSubscription[];
}

const directMemberships = (tenant: SampleTenant): Map<string, string[]> => {
    const memberships = new Map<string, string[]>();
    for (const group of tenant.groups) {
        for (const member of group.members) {
            memberships.set(member, [...(memberships.get(member) ?? []), group.objectId]);
        }
    }
    return memberships;
};

const servicePrincipal = (objectId: string): Principal => ({
    objectId,
    type: 'ServicePrincipal',
    displayName: 'dpor-attach',
});

const principalsOf = (tenant: SampleTenant): Map<string, Principal> => {
    const principals: Principal[] = [
        ...tenant.users.map(({ objectId, displayName, userPrincipalName }) => ({
            objectId,
            type: 'User' as const,
            displayName,
            userPrincipalName,
        })),
        ...tenant.groups.map(({ objectId, displayName }) => ({ objectId, type: 'Group' as const, displayName })),
    ];
    if (tenant.servicePrincipal !== null) principals.push(servicePrincipal(tenant.servicePrincipal.objectId));
    return new Map(principals.map((principal) => [principal.objectId, principal]));
};

const indexTenant = (row: SampleTenant): Tenant => {
    const memberships = directMemberships(row);
    const principals = principalsOf(row);
    const resolved = new Map<string, readonly string[]>();
    return {
        row,
        assignments: indexAssignments(row.roleAssignments),
        hierarchy: buildHierarchy(row),
        principal: (objectId) => principals.get(objectId),
        addServicePrincipal(objectId) {
            row.servicePrincipal = { objectId };
            principals.set(objectId, servicePrincipal(objectId));
        },
        identities(objectId) {
            const known = resolved.get(objectId);
            if (known !== undefined) return known;
            const found = new Set([objectId]);
            // A set hands out what is added while it is walked: this follows groups in groups, and ends on a circle.
            for (const identity of found) for (const group of memberships.get(identity) ?? []) found.add(group);
            const identities = [...found];
            // Only principals of the directory are remembered: tokens name no others, queries may name anything.
            if (principals.has(objectId)) resolved.set(objectId, identities);
            return identities;
        },
    };
};

const domainOf = (userPrincipalName: string): string | undefined => userPrincipalName.split('@')[1]?.toLowerCase();

/** Indexes a document. What is changed through the world is changed in the document itself. */
export const createWorld = (document: SampleDocument): World => {
    const tenants = new Map<string, Tenant>();
    const domains = new Map<string, Tenant>();
    const subscriptions = new Map<string, PlacedSubscription>();
    const delegated = new Map<string, Set<PlacedSubscription>>();

    for (const row of document.tenants) {
        const tenant = indexTenant(row);
        tenants.set(row.tenantId, tenant);
        for (const user of row.users) {
            const domain = user.homeTenantId === undefined ? domainOf(user.userPrincipalName) : undefined;
            if (domain !== undefined) domains.set(domain, tenant);
        }
        const delegations = new Map<string, SampleDelegation[]>();
        for (const delegation of row.delegations) {
            delegations.set(delegation.subscriptionId, [
                ...(delegations.get(delegation.subscriptionId) ?? []),
                delegation,
            ]);
        }
        for (const subscription of row.subscriptions) {
            const placed = {
                row: subscription,
                tenant,
                delegations: delegations.get(subscription.subscriptionId) ?? [],
            };
            subscriptions.set(subscription.subscriptionId, placed);
            for (const { managedByTenantId, authorizations } of placed.delegations) {
                for (const { principalId } of authorizations) {
                    const key = `${managedByTenantId}|${principalId}`;
                    const known = delegated.get(key);
                    if (known === undefined) delegated.set(key, new Set([placed]));
                    else known.add(placed);
                }
            }
        }
    }

    return {
        document,
        tenant: (idOrDomain) => tenants.get(idOrDomain.toLowerCase()) ?? domains.get(idOrDomain.toLowerCase()),
        subscription: (subscriptionId) => subscriptions.get(subscriptionId.toLowerCase()),
        delegatedTo(tenantId, identities) {
            const found = new Set<PlacedSubscription>();
            for (const identity of identities) {
                for (const placed of delegated.get(`${tenantId}|${identity}`) ?? []) found.add(placed);
            }
            return [...found];
        },
    };
};
