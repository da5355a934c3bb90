import { z } from 'zod';
import { ASSIGN_ROLES, rightTo, UNASSIGN_ROLES } from '../../../domain/permissions.ts';
import type { Permission, Right } from '../../../domain/permissions.ts';
import type { GrantScope } from '../../../domain/grant-scope.ts';
import type { AdminAzure } from '../../../ports/admin-azure.ts';
import { AzureError } from '../../../ports/azure.ts';
import type { Arm } from './arm-client.ts';
import { isRefused } from './arm-failure.ts';
import { scopePath } from './scope-path.ts';

const permission = z.looseObject({
    actions: z.array(z.string()).nullish(),
    notActions: z.array(z.string()).nullish(),
    condition: z.string().nullish(),
});

const permissionOf = ({ actions, notActions, condition }: z.infer<typeof permission>): Permission => ({
    actions: actions ?? [],
    notActions: notActions ?? [],
    condition: condition ?? null,
});

const eligible = z.looseObject({
    properties: z.looseObject({ roleDefinitionId: z.string(), scope: z.string() }),
});

const roleDefinition = z.looseObject({ properties: z.looseObject({ permissions: z.array(permission) }) });

/** Azure also says 400 here: to a tenant without the licence for Privileged Identity Management. */
const cannotAsk = (error: unknown): boolean =>
    isRefused(error) || (error instanceof AzureError && error.kind === 'unexpected' && error.status === 400);

/** What a person may do about roles, as Azure works it out: roles of their own, of their groups and from above. */
export function rights(arm: Arm, tenantId: string): Pick<AdminAzure, 'mayAssign' | 'mayUnassign' | 'couldActivate'> {
    async function rightAt(scope: GrantScope, action: string): Promise<Right> {
        const permissions: Permission[] = [];
        try {
            const path = `${scopePath(scope)}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
            for await (const row of arm.list('asking for permissions', path, permission))
                permissions.push(permissionOf(row));
        } catch (error) {
            if (isRefused(error)) return 'no';
            throw error;
        }
        return rightTo(action, permissions);
    }

    async function letsAssign(roleDefinitionId: string): Promise<boolean> {
        // At the tenant, where nobody needs a right to read a built-in role.
        const path = `/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}?api-version=2022-04-01`;
        try {
            const { properties } = await arm.get('reading a role', path, roleDefinition);
            return rightTo(ASSIGN_ROLES, properties.permissions.map(permissionOf)) !== 'no';
        } catch (error) {
            if (cannotAsk(error)) return false;
            throw error;
        }
    }

    /** The list has what is below, too. Groups between this one and the root are not told from those below: left out. */
    function isAtOrAbove(scope: GrantScope, place: string): boolean {
        const [here, there] = [scopePath(scope).toLowerCase(), place.toLowerCase()];
        const isGroup = there.startsWith('/providers/microsoft.management/managementgroups/');
        if (scope.kind === 'subscription') return here === there || isGroup || there === '/';
        return here === there || there === '/' || (isGroup && there.endsWith(`/${tenantId}`));
    }

    async function eligibleRoles(scope: GrantScope): Promise<Set<string>> {
        const roles = new Set<string>();
        try {
            const path = `${scopePath(scope)}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?$filter=asTarget()&api-version=2020-10-01`;
            for await (const { properties } of arm.list('reading eligible roles', path, eligible)) {
                const [, role] = /\/roleDefinitions\/([0-9a-f-]{36})$/i.exec(properties.roleDefinitionId) ?? [];
                if (role !== undefined && isAtOrAbove(scope, properties.scope)) roles.add(role.toLowerCase());
            }
        } catch (error) {
            if (!cannotAsk(error)) throw error;
        }
        return roles;
    }

    return {
        mayAssign: (scope) => rightAt(scope, ASSIGN_ROLES),
        mayUnassign: (scope) => rightAt(scope, UNASSIGN_ROLES),
        couldActivate: async (scope) => {
            for (const role of await eligibleRoles(scope)) if (await letsAssign(role)) return true;
            return false;
        },
    };
}
