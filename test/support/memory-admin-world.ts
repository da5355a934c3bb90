import type { Permission } from '../../shared/domain/permissions.ts';
import type { AdminSubscription, GrantScope } from '../../shared/ports/admin-azure.ts';

/** One role of a person, group or service principal; its name follows where none is given. */
export interface MemoryAssignment {
    name?: string;
    scope: GrantScope;
    principalId: string;
    roleDefinitionId: string;
    condition?: string;
    description?: string;
    /** Privileged Identity Management: nothing until it is activated. */
    eligibleOnly?: boolean;
}

export interface MemoryAdminWorld {
    tenantId: string;
    /** Those that other tenants delegate have another tenant. Without `groupId` they stand under the root. */
    subscriptions: (AdminSubscription & { groupId?: string })[];
    /** The root, whose ID is the tenant's, is there without being named. */
    managementGroups: { groupId: string; displayName: string; parentId?: string }[];
    /** Object IDs of the members, by that of the group. */
    members: Record<string, string[]>;
    /** Service principals that Azure knows (by now). */
    principals: Set<string>;
    assignments: MemoryAssignment[];
}

const permission = (actions: string[], notActions: string[] = []): Permission => ({
    actions,
    notActions,
    condition: null,
});

/** What the built-in roles of the stories allow, as far as it matters here. */
export const MEMORY_ROLES: ReadonlyMap<string, Permission> = new Map([
    ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', permission(['*'])],
    [
        'b24988ac-6180-42a0-ab88-20f7382dd24c',
        permission(['*'], ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write']),
    ],
    ['acdd72a7-3385-48ef-bd42-f606fba81ae7', permission(['*/read'])],
    ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', permission(['*/read', 'Microsoft.Authorization/*'])],
    [
        'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
        permission([
            'Microsoft.Authorization/roleAssignments/write',
            'Microsoft.Authorization/roleAssignments/delete',
            '*/read',
        ]),
    ],
    ['cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e', permission(['Microsoft.Authorization/*/read', 'Microsoft.Support/*'])],
]);

export const pathOf = (scope: GrantScope): string =>
    scope.kind === 'subscription'
        ? `/subscriptions/${scope.subscriptionId}`
        : `/providers/Microsoft.Management/managementGroups/${scope.groupId}`;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The scope itself and what stands above it; nothing where there is no such scope in the tenant. */
export function scopesFrom(world: MemoryAdminWorld, scope: GrantScope): GrantScope[] {
    const { tenantId } = world;
    const groupsFrom = (groupId: string): GrantScope[] => {
        if (same(groupId, tenantId)) return [{ kind: 'management-group', groupId: tenantId }];
        const group = world.managementGroups.find((one) => same(one.groupId, groupId));
        if (group === undefined) return [];
        return [{ kind: 'management-group', groupId: group.groupId }, ...groupsFrom(group.parentId ?? tenantId)];
    };
    if (scope.kind === 'management-group') return groupsFrom(scope.groupId);
    const subscription = world.subscriptions.find((one) => same(one.subscriptionId, scope.subscriptionId));
    if (subscription?.tenantId !== tenantId) return [];
    return [scope, ...groupsFrom(subscription.groupId ?? tenantId)];
}

/** The assignments of a principal and of its groups, at the scope and above it. */
export function assignmentsFor(world: MemoryAdminWorld, scope: GrantScope, principalId: string): MemoryAssignment[] {
    const groups = Object.entries(world.members).filter(([, members]) => members.includes(principalId));
    const identities = [principalId, ...groups.map(([groupId]) => groupId)];
    const paths = scopesFrom(world, scope).map((one) => pathOf(one).toLowerCase());
    return world.assignments.filter(
        (one) => identities.includes(one.principalId) && paths.includes(pathOf(one.scope).toLowerCase()),
    );
}
