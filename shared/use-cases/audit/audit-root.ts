import { isLasting } from '../../ports/azure.ts';
import type { HeldRole } from '../../ports/azure.ts';
import type { TenantView } from './audit-view.ts';

/** Whether a scope is the root management group of a tenant, whose ID is the tenant's. */
export const isRootScope = (scope: string, tenantId: string): boolean =>
    scope.toLowerCase() === `/providers/microsoft.management/managementgroups/${tenantId.toLowerCase()}`;

/**
 * What stands at the root management group stands above every subscription of the tenant, so one question tells it for
 * all. Where it may not be asked there, nothing is known of it.
 */
export async function rolesAtRoot({ ways }: TenantView, tenantId: string): Promise<HeldRole[]> {
    const own = ways.find((way) => way.rootRoles !== undefined);
    try {
        return (await own?.rootRoles?.())?.filter(({ scope }) => isRootScope(scope, tenantId)) ?? [];
    } catch (error) {
        if (!isLasting(error)) throw error;
        return [];
    }
}
