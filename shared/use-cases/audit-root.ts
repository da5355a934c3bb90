import type { HeldRole } from '../ports/azure.ts';
import type { TenantView } from './audit-view.ts';
import { readRoles } from './audit-way.ts';
import type { Roles, WayReading } from './audit-way.ts';

const rootScope = (tenantId: string) => `/providers/microsoft.management/managementgroups/${tenantId.toLowerCase()}`;

/**
 * What stands at the root management group stands above every subscription of the tenant, so asking at
 * one of them tells it for all.
 */
export async function rolesAtRoot(
    reading: WayReading,
    view: TenantView,
    ids: readonly string[],
): Promise<{ probed: string | undefined; roles: Roles; atRoot: HeldRole[] }> {
    const own = view.ways.find(({ name }) => name === 'serviceprincipal');
    const probed = ids.find((id) => own?.listed.has(id));
    if (own === undefined || probed === undefined) return { probed: undefined, roles: [], atRoot: [] };
    const roles = await readRoles(reading, own, probed);
    const atRoot = Array.isArray(roles)
        ? roles.filter(({ scope }) => scope.toLowerCase() === rootScope(reading.tenantId))
        : [];
    return { probed, roles, atRoot };
}
