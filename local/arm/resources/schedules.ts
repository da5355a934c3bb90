import { demand } from '../access/access.ts';
import { builtInRoles } from '../access/built-in-roles.ts';
import type { Operation } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import { queryValue } from '../wire.ts';
import { tenantOfScope } from './assignment-filter.ts';
import { createdOn } from './role-assignments.ts';
import { roleDefinitionPath } from './role-ids.ts';

/** Which of the two lists of schedule instances. */
export type ScheduleKind = 'roleAssignment' | 'roleEligibility';

// Recorded: at subscriptions the IDs begin with another provider than the scope.
const schedulePrefix = ({ scope }: Assignment): string => {
    if (scope.path === '/') return '';
    return scope.subscriptionId === undefined ? scope.path : `/providers/Microsoft.Subscription${scope.path}`;
};

const scopeType = ({ scope }: Assignment): string => {
    if (scope.kind === 'subscription') return 'subscription';
    return scope.subscriptionId === undefined ? 'managementgroup' : 'resourcegroup';
};

const scopeName = (assignment: Assignment, { world, caller }: Operation): string => {
    const { scope } = assignment;
    if (scope.kind === 'subscription') return world.subscription(scope.subscriptionId ?? '')?.row.displayName ?? '';
    const group = scope.groupId === undefined ? undefined : caller.tenant.hierarchy.group(scope.groupId);
    return group?.displayName ?? scope.path.split('/').at(-1) ?? '';
};

const memberType = ({ row, scope }: Assignment, operation: Operation): string => {
    const asked = /^asTarget\(\)|assignedTo\('([0-9a-f-]{36})'\)/i.exec(
        queryValue(operation.request.query, '$filter') ?? '',
    );
    const principal = asked === null ? row.principalId : (asked[1]?.toLowerCase() ?? operation.caller.objectId);
    if (principal !== row.principalId) return 'Group';
    return scope.key === operation.scope.key ? 'Direct' : 'Inherited';
};

/** Path of a provider's resources for an assignment, as the IDs of schedules begin. */
export const schedulePath = (assignment: Assignment): string =>
    `${schedulePrefix(assignment)}/providers/Microsoft.Authorization`;

/** What an instance of either kind has beside its own schedule. */
export const scheduleBody = (
    assignment: Assignment,
    operation: Operation,
    kind: ScheduleKind,
    properties: Record<string, unknown>,
): unknown => {
    const { row, scope, name } = assignment;
    const roleDefinitionId = roleDefinitionPath(row.roleDefinitionId, operation.scope);
    const principal = tenantOfScope(operation).principal(row.principalId);
    return {
        properties: {
            ...properties,
            scope: scope.path,
            roleDefinitionId,
            principalId: row.principalId,
            principalType: row.principalType,
            status: 'Provisioned',
            startDateTime: createdOn(assignment),
            ...(row.endDateTime === undefined ? {} : { endDateTime: row.endDateTime }),
            memberType: memberType(assignment, operation),
            createdOn: createdOn(assignment),
            expandedProperties: {
                principal: {
                    id: row.principalId,
                    ...(principal === undefined ? {} : { displayName: principal.displayName }),
                    type: row.principalType,
                },
                roleDefinition: {
                    id: roleDefinitionId,
                    displayName: builtInRoles.get(row.roleDefinitionId)?.roleName ?? null,
                    type: 'BuiltInRole',
                },
                scope: { id: scope.path, displayName: scopeName(assignment, operation), type: scopeType(assignment) },
            },
        },
        name,
        id: `${schedulePath(assignment)}/${kind}ScheduleInstances/${name}`,
        type: `Microsoft.Authorization/${kind}ScheduleInstances`,
    };
};

/** @throws ArmError 403 where the caller may not read the schedules of others */
export const demandSchedules = ({ world, caller, scope, now }: Operation, kind: ScheduleKind): void => {
    const reported = `${scope.path === '/' ? '' : scope.path}/providers/Microsoft.Authorization`;
    demand(world, caller, scope, `Microsoft.Authorization/${kind}ScheduleInstances/read`, now, reported);
};
