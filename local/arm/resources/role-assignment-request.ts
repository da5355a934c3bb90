import { z } from 'zod';
import { builtInRoles } from '../access/built-in-roles.ts';
import { ArmError } from '../arm-error.ts';
import type { Operation } from '../operation.ts';
import type { SampleRoleAssignment } from '../state/document.ts';
import { tenantOfScope } from './assignment-filter.ts';

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

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

export const badRequest = (code: string, message: string): ArmError => new ArmError(400, code, message);

/** As error texts name an object. */
export const withoutDashes = (id: string): string => id.replaceAll('-', '');

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

/**
 * The assignment that a request wants.
 *
 * @throws ArmError 400 for a body, role or principal that is not as it has to be
 */
export const wantedRow = (operation: Operation, input: unknown): SampleRoleAssignment => {
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
