import { z } from 'zod';
import { demand } from '../access/access.ts';
import { builtInRoles } from '../access/built-in-roles.ts';
import { ArmError } from '../arm-error.ts';
import { jsonBody, ok, type Operation, type Route } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import type { SampleRoleAssignment } from '../state/document.ts';
import type { Reply } from '../wire.ts';
import { assignmentsForScope, tenantOfScope } from './assignment-filter.ts';
import { roleDefinitionPath } from './role-ids.ts';

const VERSIONS = ['2022-04-01'];
const ALL = /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleAssignments$/i;
const ONE = /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleAssignments\/(?<name>[^/]+)$/i;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const READ = 'Microsoft.Authorization/roleAssignments/read';
// What stands in the document has no date of its own.
const SAMPLE_CREATED = '2026-01-01T00:00:00.0000000Z';

const bodySchema = z.strictObject({
    properties: z.strictObject({
        roleDefinitionId: z.string(),
        principalId: z.string(),
        principalType: z.string().optional(),
        description: z.string().nullable().optional(),
        condition: z.string().nullable().optional(),
        conditionVersion: z.string().nullable().optional(),
        delegatedManagedIdentityResourceId: z.string().nullable().optional(),
    }),
});

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
    return ok({ value: assignmentsForScope(operation).map((assignment) => readBody(assignment, operation)) });
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

const badRequest = (code: string, message: string): ArmError => new ArmError(400, code, message);

const withoutDashes = (id: string): string => id.replaceAll('-', '');

const wantedRole = (roleDefinitionId: string): string => {
    const id = /(?:^|\/providers\/Microsoft\.Authorization\/roleDefinitions\/)([^/]+)$/i.exec(roleDefinitionId)?.[1];
    if (id === undefined || !GUID.test(id)) {
        throw badRequest('InvalidRoleDefinitionId', `The role definition ID '${roleDefinitionId}' is not valid.`);
    }
    if (builtInRoles.has(id.toLowerCase())) return id.toLowerCase();
    throw badRequest(
        'RoleDefinitionDoesNotExist',
        `The specified role definition with ID '${withoutDashes(id)}' does not exist.`,
    );
};

const wantedPrincipal = (
    operation: Operation,
    principalId: string,
    principalType: string | undefined,
): Pick<SampleRoleAssignment, 'principalId' | 'principalType'> => {
    const tenant = tenantOfScope(operation);
    if (!GUID.test(principalId)) {
        throw badRequest('InvalidPrincipalId', `A valid principal ID must be provided for role assignment.`);
    }
    const principal = tenant.principal(principalId.toLowerCase());
    if (principal === undefined) {
        throw badRequest(
            'PrincipalNotFound',
            `Principal ${withoutDashes(principalId.toLowerCase())} does not exist in the directory ` +
                `${tenant.row.tenantId}. Check that you have the correct principal ID. If you are creating this ` +
                'principal and then immediately assigning a role, this error might be related to a replication ' +
                'delay. In this case, set the role assignment principalType property to a value, such as ' +
                'ServicePrincipal, User, or Group.',
        );
    }
    if (principalType !== undefined && principalType !== principal.type) {
        throw badRequest(
            'UnmatchedPrincipalType',
            `The PrincipalId '${withoutDashes(principal.objectId)}' has type '${principal.type}', which is different ` +
                `from specified PrincipalType '${principalType}'.`,
        );
    }
    return { principalId: principal.objectId, principalType: principal.type };
};

const wantedRow = (operation: Operation, input: unknown): SampleRoleAssignment => {
    const body = bodySchema.safeParse(input);
    if (!body.success) {
        throw badRequest(
            'InvalidCreateRoleAssignmentRequest',
            'The request to create role assignment is not valid. Role assignment properties must be provided.',
        );
    }
    const { roleDefinitionId, principalId, principalType, description, condition, conditionVersion } =
        body.data.properties;
    return {
        scope: operation.scope.path,
        ...wantedPrincipal(operation, principalId, principalType),
        roleDefinitionId: wantedRole(roleDefinitionId),
        name: operation.name.toLowerCase(),
        createdOn: operation.now.toISOString(),
        createdBy: operation.caller.objectId,
        ...(description === undefined ? {} : { description }),
        ...(condition === undefined ? {} : { condition }),
        ...(conditionVersion === undefined ? {} : { conditionVersion }),
    };
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
