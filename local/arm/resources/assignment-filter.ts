import { keysAtAndAbove } from '../access/access.ts';
import { ArmError } from '../arm-error.ts';
import type { Operation } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import type { Scope } from '../state/scopes.ts';
import type { Tenant } from '../state/world.ts';
import { queryValue } from '../wire.ts';

/** What `$filter` of the assignment lists asks for. */
interface Filter {
    /** Only at the scope and above. */
    atScope: boolean;
    /** Only these principals; all when absent. */
    principals?: readonly string[];
}

const GUID = '([0-9a-f-]{36})';
const PRINCIPAL = new RegExp(`^principalId eq '?${GUID}'?$`, 'i');
const ASSIGNED = new RegExp(`^(atScope\\(\\) and )?assignedTo\\('${GUID}'\\)$`, 'i');

const readFilter = (text: string, tenant: Tenant, callerIdentities: readonly string[]): Filter => {
    if (text === '') return { atScope: false };
    if (/^atScope\(\)$/i.test(text)) return { atScope: true };
    if (/^asTarget\(\)$/i.test(text)) return { atScope: false, principals: callerIdentities };
    const principal = PRINCIPAL.exec(text)?.[1];
    if (principal !== undefined) return { atScope: false, principals: [principal.toLowerCase()] };
    const assigned = ASSIGNED.exec(text);
    if (assigned?.[2] !== undefined) {
        return { atScope: assigned[1] !== undefined, principals: tenant.identities(assigned[2].toLowerCase()) };
    }
    throw new ArmError(400, 'BadRequestFormat', `The filter '${text}' is not supported.`);
};

/** The tenant whose assignments stand at the scope: the subscription's own, even for a delegated caller. */
export const tenantOfScope = ({ world, caller, scope }: Operation): Tenant =>
    (scope.subscriptionId === undefined ? undefined : world.subscription(scope.subscriptionId)?.tenant) ??
    caller.tenant;

const below = (tenant: Tenant, scope: Scope): Assignment[] => {
    const { assignments, hierarchy } = tenant;
    if (scope.kind === 'tenant') return [...assignments.all()].filter((entry) => entry.scope.kind !== 'tenant');
    if (scope.subscriptionId !== undefined) {
        return assignments.within(scope.subscriptionId).filter((entry) => entry.scope.key.startsWith(`${scope.key}/`));
    }
    const group = hierarchy.group(scope.groupId ?? '');
    if (group === undefined) return [];
    const { groups, subscriptions } = hierarchy.below(group);
    return [
        ...groups.flatMap((child) => assignments.at(hierarchy.keysFrom(child)[0] ?? '')),
        ...subscriptions.flatMap(({ subscription }) => assignments.within(subscription.subscriptionId)),
    ];
};

/**
 * The assignments that apply to the scope of the request, as its `$filter` wants them.
 *
 * @param isWanted which ones at all: the active or the eligible
 */
export const assignmentsForScope = (
    operation: Operation,
    isWanted: (assignment: Assignment, now: Date) => boolean,
): Assignment[] => {
    const { scope, caller, request, now } = operation;
    const tenant = tenantOfScope(operation);
    const filter = readFilter(queryValue(request.query, '$filter') ?? '', tenant, caller.identities);
    const above = keysAtAndAbove(tenant, scope).flatMap((key) => tenant.assignments.at(key));
    const found = filter.atScope ? above : [...above, ...below(tenant, scope)];
    return found.filter(
        (assignment) => isWanted(assignment, now) && (filter.principals?.includes(assignment.row.principalId) ?? true),
    );
};
