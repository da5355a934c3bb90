import { authorizationFailed } from '../arm-error.ts';
import type { Assignment } from '../state/assignments.ts';
import { keysWithinSubscription, type Scope } from '../state/scopes.ts';
import type { PlacedSubscription, Tenant, World } from '../state/world.ts';
import { roleAllows } from './actions.ts';

/** Who asks, with everything that gives it rights. */
export interface Caller {
    tenant: Tenant;
    objectId: string;
    appId: string;
    /** What names it in errors. */
    client: string;
    /** Itself and its groups. */
    identities: readonly string[];
}

/** One role the caller holds at a scope, given there or above. */
export interface HeldRole {
    roleDefinitionId: string;
    /** Absent for what is delegated by Lighthouse. */
    assignment?: Assignment;
}

/** Whether an assignment counts now: not merely eligible, not over. */
export const isActive = ({ row, endsAt }: Assignment, now: Date): boolean =>
    row.eligibleOnly !== true && now.getTime() < endsAt;

/** Whether an assignment is only to be activated now. */
export const isEligible = ({ row, endsAt }: Assignment, now: Date): boolean =>
    row.eligibleOnly === true && now.getTime() < endsAt;

/** Keys of the scope itself and of all above it; a subscription's management groups are those of its tenant. */
export const keysAtAndAbove = (tenant: Tenant, scope: Scope): string[] => {
    const { hierarchy } = tenant;
    if (scope.kind === 'tenant') return ['/'];
    if (scope.subscriptionId !== undefined) {
        return [...keysWithinSubscription(scope), ...hierarchy.keysFrom(hierarchy.groupOf(scope.subscriptionId))];
    }
    const group = hierarchy.group(scope.groupId ?? '');
    return group === undefined ? ['/'] : hierarchy.keysFrom(group);
};

const delegatedRoles = (caller: Caller, placed: PlacedSubscription): HeldRole[] =>
    placed.delegations
        .filter(({ managedByTenantId }) => managedByTenantId === caller.tenant.row.tenantId)
        .flatMap(({ authorizations }) => authorizations)
        .filter(({ principalId }) => caller.identities.includes(principalId))
        .map(({ roleDefinitionId }) => ({ roleDefinitionId }));

/** The roles the caller holds at a scope. */
export const heldRoles = (world: World, caller: Caller, scope: Scope, now: Date): HeldRole[] => {
    const placed = scope.subscriptionId === undefined ? undefined : world.subscription(scope.subscriptionId);
    const delegated = placed === undefined ? [] : delegatedRoles(caller, placed);
    if (placed !== undefined && placed.tenant !== caller.tenant) return delegated;
    const own = keysAtAndAbove(caller.tenant, scope)
        .flatMap((key) => caller.tenant.assignments.at(key))
        .filter((assignment) => caller.identities.includes(assignment.row.principalId) && isActive(assignment, now))
        .map((assignment) => ({ roleDefinitionId: assignment.row.roleDefinitionId, assignment }));
    return [...own, ...delegated];
};

/** Whether the caller may do something at a scope. */
const isAllowed = (world: World, caller: Caller, scope: Scope, action: string, now: Date): boolean =>
    heldRoles(world, caller, scope, now).some(({ roleDefinitionId }) => roleAllows(roleDefinitionId, action));

/** @throws ArmError 403 naming `reported`, the scope in the words of the operation */
export const demand = (
    world: World,
    caller: Caller,
    scope: Scope,
    action: string,
    now: Date,
    reported = scope.path,
): void => {
    if (!isAllowed(world, caller, scope, action, now)) throw authorizationFailed(caller, action, reported);
};

/** Whether the caller holds any role at, above or below the subscription. */
export const isVisible = (world: World, caller: Caller, placed: PlacedSubscription, now: Date): boolean => {
    const { subscriptionId } = placed.row;
    const scope: Scope = {
        kind: 'subscription',
        path: `/subscriptions/${subscriptionId}`,
        key: `/subscriptions/${subscriptionId}`,
        subscriptionId,
    };
    return (
        heldRoles(world, caller, scope, now).length > 0 ||
        (placed.tenant === caller.tenant &&
            caller.tenant.assignments
                .within(subscriptionId)
                .some((entry) => caller.identities.includes(entry.row.principalId) && isActive(entry, now)))
    );
};
