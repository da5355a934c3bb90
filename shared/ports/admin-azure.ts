/** What a signed-in person of the customer may do at Azure Resource Manager, and does there: with their own token. */

import type { GrantScope } from '../domain/grant-scope.ts';
import type { Right } from '../domain/permissions.ts';

export type { GrantScope, Right };

export interface AdminSubscription {
    subscriptionId: string;
    displayName: string;
    /** Enabled, Warned, PastDue, Disabled or Deleted. */
    state: string;
    tenantId: string;
}

export interface AdminManagementGroup {
    /** Its ID, as ARM gives it; the tenant's own ID for the root. */
    groupId: string;
    displayName: string;
    isRoot: boolean;
    /** Subscriptions below, at any depth. */
    subscriptions: number;
}

/** A role assignment of a principal, at the scope that was asked about or above it. */
export interface AssignedRole {
    /** The whole resource ID. */
    id: string;
    /** Lower-case GUID. */
    roleDefinitionId: string;
    /** As ARM gives it. */
    scope: string;
    /** Held as a member of a group: the assignment is the group's, and taking it away takes it from all its members. */
    throughGroup: boolean;
}

/**
 * Azure Resource Manager as one person in one tenant. Every method asks once per page, without retries
 * of its own, and throws AzureError: among its kinds `claims-challenge` and `policy`.
 */
export interface AdminAzure {
    /** Whether the person may write role assignments there; `no` too where they may not even ask. */
    mayAssign(scope: GrantScope): Promise<Right>;
    /** Whether the person may delete role assignments there. */
    mayUnassign(scope: GrantScope): Promise<Right>;
    /** Whether a role that would let them assign is only to be activated (Privileged Identity Management). */
    couldActivate(scope: GrantScope): Promise<boolean>;
    /** Undefined where it does not exist, is of another tenant, or is not theirs to see. */
    subscription(subscriptionId: string): Promise<AdminSubscription | undefined>;
    /** Of this tenant, page by page. */
    subscriptions(): AsyncIterable<AdminSubscription>;
    /**
     * The management groups that the person sees and those below them, at most `limit`, the root first; each with
     * how many subscriptions stand below. One that cannot be looked into is left out.
     */
    managementGroups(limit: number): Promise<AdminManagementGroup[]>;
    /** The roles of a principal at the scope and above it. */
    assignedRoles(scope: GrantScope, principalId: string): Promise<AssignedRole[]>;
    /**
     * Gives a service principal a role. The name of the assignment follows from scope, principal and role.
     * Fails with kind `principal-not-found` while a new principal replicates.
     */
    assign(
        scope: GrantScope,
        grant: { principalId: string; roleDefinitionId: string; description: string },
    ): Promise<'assigned' | 'already'>;
    /** Removes a role assignment by its resource ID; one that is gone already is removed. */
    unassign(assignmentId: string): Promise<void>;
}

/** @param accessToken of the person, for Azure Resource Manager */
export type AdminAzureFor = (tenantId: string, accessToken: string) => AdminAzure;
