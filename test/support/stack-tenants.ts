/** Ids of a made-up tenant. */
export interface MadeTenant {
    tenantId: string;
    subscriptionIds: string[];
}

const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

const guid = (tenant: number, rest: number): string =>
    `5${String(tenant).padStart(7, '0')}-0000-4000-8000-${String(rest).padStart(12, '0')}`;

/**
 * Adds tenants to the directory double's state in which the partner's principal holds the eligible role on everything.
 *
 * @returns the new state and what was added
 */
export const addTenants = (
    state: unknown,
    tenants: number,
    subscriptionsEach: number,
): { state: unknown; made: MadeTenant[] } => {
    const before = state as { tenants: unknown[] };
    const made: MadeTenant[] = [];
    const added = Array.from({ length: tenants }, (_, index) => {
        const tenantId = guid(index + 1, 1);
        const objectId = guid(index + 1, 2);
        const subscriptionIds = Array.from({ length: subscriptionsEach }, (_each, n) => guid(index + 1, 1000 + n));
        made.push({ tenantId, subscriptionIds });
        return {
            tenantId,
            displayName: `Tenant ${index + 1}`,
            servicePrincipal: { objectId },
            managementGroups: [{ id: tenantId, displayName: 'Root', parentId: null, subscriptions: subscriptionIds }],
            subscriptions: subscriptionIds.map((subscriptionId, n) => ({
                subscriptionId,
                displayName: `Subscription ${n + 1}`,
                state: 'Enabled',
                quotaId: 'EnterpriseAgreement_2014-09-01',
                managedByTenants: [],
                billing: null,
            })),
            roleAssignments: [
                {
                    scope: `/providers/Microsoft.Management/managementGroups/${tenantId}`,
                    principalId: objectId,
                    principalType: 'ServicePrincipal',
                    roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
                },
            ],
        };
    });
    return { state: { ...before, tenants: [...before.tenants, ...added] }, made };
};
