import { ASSIGN_ROLES, rightTo, UNASSIGN_ROLES } from '../../shared/domain/permissions.ts';
import type { Permission, Right } from '../../shared/domain/permissions.ts';
import { roleAssignmentName } from '../../shared/domain/role-assignment-name.ts';
import type { AdminAzure, AdminAzureFor, GrantScope } from '../../shared/ports/admin-azure.ts';
import { AzureError } from '../../shared/ports/azure.ts';
import { assignmentsFor, MEMORY_ROLES, pathOf, scopesFrom } from './memory-admin-world.ts';
import type { MemoryAdminWorld, MemoryAssignment } from './memory-admin-world.ts';

export type { MemoryAdminWorld, MemoryAssignment } from './memory-admin-world.ts';

export interface MemoryAdminAzure {
    readonly for: AdminAzureFor;
    /** What is there; change it as you like. */
    world: MemoryAdminWorld;
    /** Every question, as `method objectId scope`. */
    readonly asked: string[];
    /** The next question of this kind ends in this error. */
    failNext(method: keyof AdminAzure, error: AzureError): void;
}

/** An access token as this double understands it. */
export const memoryToken = (objectId: string): string => `token-of-${objectId}`;

export const emptyAdminWorld = (tenantId: string): MemoryAdminWorld => ({
    tenantId,
    subscriptions: [],
    managementGroups: [],
    members: {},
    principals: new Set(),
    assignments: [],
});

const forbidden = (): AzureError =>
    new AzureError('forbidden', '403 AuthorizationFailed', { status: 403, code: 'AuthorizationFailed' });

const nameOf = (one: MemoryAssignment): string =>
    one.name ?? roleAssignmentName(pathOf(one.scope), one.principalId, one.roleDefinitionId);

const idOf = (one: MemoryAssignment): string =>
    `${pathOf(one.scope)}/providers/Microsoft.Authorization/roleAssignments/${nameOf(one)}`;

/** Azure as signed-in people of one tenant see it, in memory: what they may follows from the roles that stand there. */
export function memoryAdminAzure(world: MemoryAdminWorld): MemoryAdminAzure {
    const failures: { method: keyof AdminAzure; error: AzureError }[] = [];
    const azure: MemoryAdminAzure = {
        world,
        asked: [],
        failNext: (method, error) => void failures.push({ method, error }),
        for: (tenantId, accessToken) => as(tenantId, accessToken.replace('token-of-', '')),
    };

    const permissionsOf = (assignments: MemoryAssignment[]): Permission[] =>
        assignments.flatMap(({ roleDefinitionId, condition = null }) => {
            const role = MEMORY_ROLES.get(roleDefinitionId);
            return role === undefined ? [] : [{ ...role, condition }];
        });

    function as(tenantId: string, objectId: string): AdminAzure {
        async function ask<T>(method: keyof AdminAzure, what: string, answer: () => T): Promise<T> {
            await Promise.resolve();
            azure.asked.push(`${method} ${objectId} ${what}`);
            const at = failures.findIndex((failure) => failure.method === method);
            const [failure] = at === -1 ? [] : failures.splice(at, 1);
            if (failure !== undefined) throw failure.error;
            return answer();
        }

        const own = (scope: GrantScope): MemoryAssignment[] =>
            tenantId === azure.world.tenantId ? assignmentsFor(azure.world, scope, objectId) : [];
        const right = (scope: GrantScope, action: string): Right =>
            rightTo(action, permissionsOf(own(scope).filter((one) => one.eligibleOnly !== true)));
        const demand = (scope: GrantScope, action: string): void => {
            if (right(scope, action) === 'no') throw forbidden();
        };
        const isSeen = (subscriptionId: string): boolean =>
            own({ kind: 'subscription', subscriptionId }).some((one) => one.eligibleOnly !== true);
        const visible = () => azure.world.subscriptions.filter(({ subscriptionId }) => isSeen(subscriptionId));

        function groups() {
            const { managementGroups, subscriptions } = azure.world;
            const root = { groupId: tenantId, displayName: 'Tenant Root Group' };
            const scopeOf = (groupId: string): GrantScope => ({ kind: 'management-group', groupId });
            const isBelow = (groupId: string, subscriptionId: string): boolean =>
                scopesFrom(azure.world, { kind: 'subscription', subscriptionId }).some(
                    (scope) => pathOf(scope) === pathOf(scopeOf(groupId)),
                );
            return [root, ...managementGroups]
                .filter(({ groupId }) => right(scopeOf(groupId), 'Microsoft.Management/managementGroups/read') !== 'no')
                .map(({ groupId, displayName }) => ({
                    groupId,
                    displayName,
                    isRoot: groupId === tenantId,
                    subscriptions: subscriptions.filter(({ subscriptionId }) => isBelow(groupId, subscriptionId))
                        .length,
                }))
                .sort(
                    (a, b) => Number(b.isRoot) - Number(a.isRoot) || a.displayName.localeCompare(b.displayName, 'en'),
                );
        }

        return {
            mayAssign: (scope) => ask('mayAssign', pathOf(scope), () => right(scope, ASSIGN_ROLES)),
            mayUnassign: (scope) => ask('mayUnassign', pathOf(scope), () => right(scope, UNASSIGN_ROLES)),
            couldActivate: (scope) =>
                ask('couldActivate', pathOf(scope), () => {
                    const eligible = own(scope).filter((one) => one.eligibleOnly === true);
                    return rightTo(ASSIGN_ROLES, permissionsOf(eligible)) !== 'no';
                }),
            subscription: (id) =>
                ask('subscription', id, () => visible().find(({ subscriptionId }) => subscriptionId === id)),
            subscriptions: async function* () {
                yield* await ask('subscriptions', tenantId, visible);
            },
            managementGroups: (limit) => ask('managementGroups', tenantId, () => groups().slice(0, limit)),
            assignedRoles: (scope, principalId) =>
                ask('assignedRoles', pathOf(scope), () => {
                    demand(scope, 'Microsoft.Authorization/roleAssignments/read');
                    return assignmentsFor(azure.world, scope, principalId)
                        .filter((one) => one.eligibleOnly !== true)
                        .map((one) => ({
                            id: idOf(one),
                            roleDefinitionId: one.roleDefinitionId,
                            scope: pathOf(one.scope),
                            throughGroup: one.principalId !== principalId,
                        }));
                }),
            assign: (scope, grant) =>
                ask('assign', pathOf(scope), () => {
                    demand(scope, ASSIGN_ROLES);
                    const { principals, assignments } = azure.world;
                    if (!principals.has(grant.principalId))
                        throw new AzureError('principal-not-found', '400 PrincipalNotFound', { status: 400 });
                    const isThere = assignments.some(
                        (one) =>
                            one.eligibleOnly !== true &&
                            pathOf(one.scope) === pathOf(scope) &&
                            one.principalId === grant.principalId &&
                            one.roleDefinitionId === grant.roleDefinitionId,
                    );
                    if (isThere) return 'already';
                    assignments.push({ scope, ...grant });
                    return 'assigned';
                }),
            unassign: (assignmentId) =>
                ask('unassign', assignmentId, () => {
                    const { assignments } = azure.world;
                    const found = assignments.find((one) => idOf(one).toLowerCase() === assignmentId.toLowerCase());
                    if (found === undefined) return;
                    demand(found.scope, UNASSIGN_ROLES);
                    assignments.splice(assignments.indexOf(found), 1);
                }),
        };
    }
    return azure;
}
