import { demand, isActive } from '../access/access.ts';
import { ArmError } from '../arm-error.ts';
import { jsonBody, ok, type Operation, type Route } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import type { Reply } from '../wire.ts';
import { assignmentsForScope, tenantOfScope } from './assignment-filter.ts';
import { demandUnderConditions } from './conditional-right.ts';
import { badRequest, GUID, wantedRow, withoutDashes } from './role-assignment-request.ts';
import { roleDefinitionPath } from './role-ids.ts';

const VERSIONS = ['2022-04-01'];
const ALL = /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleAssignments$/i;
const ONE = /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleAssignments\/(?<name>[^/]+)$/i;
const READ = 'Microsoft.Authorization/roleAssignments/read';
// What stands in the document has no date of its own.
const SAMPLE_CREATED = '2026-01-01T00:00:00.0000000Z';

/** Path of an assignment: its own scope, not that of the request. */
export const assignmentPath = ({ scope, name }: Assignment): string =>
    `${scope.path === '/' ? '' : scope.path}/providers/Microsoft.Authorization/roleAssignments/${name}`;

/** When an assignment was made. */
export const createdOn = ({ row }: Assignment): string => row.createdOn ?? SAMPLE_CREATED;

const assignmentBody = (assignment: Assignment, operation: Operation, createdBy: string | null): unknown => {
    const { row, scope, name } = assignment;
    return {
        properties: {
            roleDefinitionId: roleDefinitionPath(row.roleDefinitionId, operation.scope),
            principalId: row.principalId,
            principalType: row.principalType,
            scope: scope.path,
            condition: row.condition ?? null,
            conditionVersion: row.conditionVersion ?? null,
            createdOn: createdOn(assignment),
            updatedOn: createdOn(assignment),
            createdBy,
            // Empty where the platform itself made the assignment.
            updatedBy: row.createdBy ?? '',
            delegatedManagedIdentityResourceId: null,
            description: row.description ?? null,
        },
        id: assignmentPath(assignment),
        type: 'Microsoft.Authorization/roleAssignments',
        name,
    };
};

const readBody = (assignment: Assignment, operation: Operation): unknown =>
    assignmentBody(assignment, operation, assignment.row.createdBy ?? '');

const providerPath = ({ scope }: Operation): string =>
    `${scope.path === '/' ? '' : scope.path}/providers/Microsoft.Authorization`;

const onePath = (operation: Operation): string => `${providerPath(operation)}/roleAssignments/${operation.name}`;

const list = (operation: Operation): Reply => {
    const { world, caller, scope, now } = operation;
    demand(world, caller, scope, READ, now, providerPath(operation));
    return ok({ value: assignmentsForScope(operation, isActive).map((assignment) => readBody(assignment, operation)) });
};

const standing = (operation: Operation): Assignment | undefined => {
    const found = tenantOfScope(operation).assignments.named(operation.name);
    return found?.scope.key === operation.scope.key ? found : undefined;
};

const get = (operation: Operation): Reply => {
    const { world, caller, scope, name, now } = operation;
    demand(world, caller, scope, READ, now, onePath(operation));
    const assignment = standing(operation);
    if (assignment === undefined) {
        throw new ArmError(404, 'RoleAssignmentNotFound', `The role assignment '${name}' is not found.`);
    }
    return ok(readBody(assignment, operation));
};

const create = (operation: Operation): Reply => {
    const { world, caller, scope, name, request, now } = operation;
    if (!GUID.test(name)) {
        throw badRequest(
            'InvalidRoleAssignmentId',
            `The role assignment ID '${name}' is not valid. It must be a GUID.`,
        );
    }
    const input = jsonBody(request);
    demand(world, caller, scope, 'Microsoft.Authorization/roleAssignments/write', now, onePath(operation));
    const row = wantedRow(operation, input);
    demandUnderConditions(operation, 'write', row, onePath(operation));
    const { assignments } = tenantOfScope(operation);

    const isSameTriple = (other: Assignment): boolean =>
        other.scope.key === scope.key &&
        other.row.principalId === row.principalId &&
        other.row.roleDefinitionId === row.roleDefinitionId &&
        other.row.eligibleOnly !== true;
    const sameName = assignments.named(name);
    if (sameName !== undefined) {
        if (isSameTriple(sameName)) return ok(readBody(sameName, operation));
        throw badRequest(
            'RoleAssignmentUpdateNotPermitted',
            'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
        );
    }
    const twin = assignments.at(scope.key).find((other) => isSameTriple(other) && now.getTime() < other.endsAt);
    if (twin !== undefined) {
        throw new ArmError(
            409,
            'RoleAssignmentExists',
            `The role assignment already exists. The ID of the existing role assignment is ${withoutDashes(twin.name)}.`,
        );
    }
    const made = assignments.add(row);
    operation.changed();
    return { status: 201, body: assignmentBody(made, operation, null) };
};

const remove = (operation: Operation): Reply => {
    const { world, caller, scope, now } = operation;
    demand(world, caller, scope, 'Microsoft.Authorization/roleAssignments/delete', now, onePath(operation));
    const assignment = standing(operation);
    if (assignment === undefined) return { status: 204 };
    demandUnderConditions(operation, 'delete', assignment.row, onePath(operation));
    tenantOfScope(operation).assignments.remove(assignment);
    operation.changed();
    return ok(readBody(assignment, operation));
};

export const roleAssignmentRoutes: Route[] = [
    { method: 'GET', path: ALL, versions: VERSIONS, rate: 'subscription-reads', handle: list },
    { method: 'GET', path: ONE, versions: VERSIONS, rate: 'subscription-reads', handle: get },
    { method: 'PUT', path: ONE, versions: VERSIONS, rate: 'subscription-writes', handle: create },
    { method: 'DELETE', path: ONE, versions: VERSIONS, rate: 'subscription-deletes', handle: remove },
];
