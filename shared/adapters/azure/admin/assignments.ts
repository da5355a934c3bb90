import { z } from 'zod';
import { roleAssignmentName } from '../../../domain/role-assignment-name.ts';
import type { AdminAzure, AssignedRole } from '../../../ports/admin-azure.ts';
import { AzureError } from '../../../ports/azure.ts';
import type { Arm } from './arm-client.ts';
import { asGuid, assignmentPath, rolePath, scopePath } from './scope-path.ts';

const PROVIDER = 'providers/Microsoft.Authorization/roleAssignments';
const API_VERSION = 'api-version=2022-04-01';

const assignment = z.looseObject({
    id: z.string(),
    properties: z.looseObject({ roleDefinitionId: z.string(), principalId: z.string(), scope: z.string() }),
});

const assignedRole = ({ id, properties }: z.infer<typeof assignment>, principalId: string): AssignedRole => ({
    id,
    roleDefinitionId: (properties.roleDefinitionId.split('/').at(-1) ?? '').toLowerCase(),
    scope: properties.scope,
    throughGroup: properties.principalId.toLowerCase() !== principalId,
});

/** A grant is one by scope, principal and role: under another name it is as good. */
const stands = (error: unknown): boolean => error instanceof AzureError && error.code === 'RoleAssignmentExists';

const isGone = (error: unknown): boolean => error instanceof AzureError && error.status === 404;

/** The role assignments of the partner's principal, as the customer's person makes and takes them. */
export function assignments(arm: Arm): Pick<AdminAzure, 'assignedRoles' | 'assign' | 'unassign'> {
    return {
        assignedRoles: async (scope, principalId) => {
            const principal = asGuid(principalId);
            // atScope(): here and above, not below. assignedTo(): through groups too.
            const filter = encodeURIComponent(`atScope() and assignedTo('${principal}')`);
            const path = `${scopePath(scope)}/${PROVIDER}?$filter=${filter}&${API_VERSION}`;
            const found: AssignedRole[] = [];
            for await (const row of arm.list('reading role assignments', path, assignment))
                found.push(assignedRole(row, principal));
            return found;
        },
        assign: async (scope, { principalId, roleDefinitionId, description }) => {
            const name = roleAssignmentName(scopePath(scope), principalId, roleDefinitionId);
            const properties = {
                principalId: asGuid(principalId),
                // Without it Azure looks the principal up first, and does not find one that was made a moment ago.
                principalType: 'ServicePrincipal',
                roleDefinitionId: rolePath(scope, roleDefinitionId),
                description,
            };
            try {
                const path = `${scopePath(scope)}/${PROVIDER}/${name}?${API_VERSION}`;
                const status = await arm.write('assigning a role', 'PUT', path, { properties });
                return status === 201 ? 'assigned' : 'already';
            } catch (error) {
                if (stands(error)) return 'already';
                throw error;
            }
        },
        unassign: async (assignmentId) => {
            try {
                await arm.write('removing a role', 'DELETE', `${assignmentPath(assignmentId)}?${API_VERSION}`);
            } catch (error) {
                if (!isGone(error)) throw error;
            }
        },
    };
}
