import { demand } from '../access/access.ts';
import { builtInRoles } from '../access/built-in-roles.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import { queryValue, type Reply } from '../wire.ts';
import { assignmentsForScope, tenantOfScope } from './assignment-filter.ts';
import { assignmentPath, createdOn } from './role-assignments.ts';
import { roleDefinitionPath } from './role-ids.ts';

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

/** Whether the same grant also stands as eligible: then the active one was activated from it. */
const isActivation = ({ row, scope }: Assignment, operation: Operation): boolean =>
    tenantOfScope(operation)
        .assignments.at(scope.key)
        .some(
            (other) =>
                other.row.eligibleOnly === true &&
                other.row.principalId === row.principalId &&
                other.row.roleDefinitionId === row.roleDefinitionId,
        );

const memberType = ({ row, scope }: Assignment, operation: Operation): string => {
    const asked = /^asTarget\(\)|assignedTo\('([0-9a-f-]{36})'\)/i.exec(
        queryValue(operation.request.query, '$filter') ?? '',
    );
    const principal = asked === null ? row.principalId : (asked[1]?.toLowerCase() ?? operation.caller.objectId);
    if (principal !== row.principalId) return 'Group';
    return scope.key === operation.scope.key ? 'Direct' : 'Inherited';
};

const instanceBody = (assignment: Assignment, operation: Operation): unknown => {
    const { row, scope, name } = assignment;
    const provider = `${schedulePrefix(assignment)}/providers/Microsoft.Authorization`;
    const roleDefinitionId = roleDefinitionPath(row.roleDefinitionId, operation.scope);
    const principal = tenantOfScope(operation).principal(row.principalId);
    return {
        properties: {
            roleAssignmentScheduleId: `${provider}/roleAssignmentSchedules/${name}`,
            originRoleAssignmentId: assignmentPath(assignment),
            assignmentType: isActivation(assignment, operation) ? 'Activated' : 'Assigned',
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
        id: `${provider}/roleAssignmentScheduleInstances/${name}`,
        type: 'Microsoft.Authorization/roleAssignmentScheduleInstances',
    };
};

const list = (operation: Operation): Reply => {
    const { world, caller, scope, now } = operation;
    const action = 'Microsoft.Authorization/roleAssignmentScheduleInstances/read';
    const reported = `${scope.path === '/' ? '' : scope.path}/providers/Microsoft.Authorization`;
    demand(world, caller, scope, action, now, reported);
    return ok({ value: assignmentsForScope(operation).map((assignment) => instanceBody(assignment, operation)) });
};

export const scheduleInstanceRoutes: Route[] = [
    {
        method: 'GET',
        path: /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleAssignmentScheduleInstances$/i,
        versions: ['2020-10-01'],
        rate: 'subscription-reads',
        handle: list,
    },
];
