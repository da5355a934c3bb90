/** A made-up customer. */
export interface BenchTenant {
    tenantId: string;
    /** Of the partner's principal there. */
    objectId: string;
    subscriptionIds: string[];
}

export const PARTNER_ID = '314159';

const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

const guid = (tenant: number, rest: number): string =>
    `be${String(tenant).padStart(6, '0')}-0000-4000-8000-${String(rest).padStart(12, '0')}`;

/** Tenants with subscriptions, numbered through. */
export const makeTenants = (tenants: number, subscriptionsEach: number): BenchTenant[] =>
    Array.from({ length: tenants }, (_tenant, index) => ({
        tenantId: guid(index + 1, 1),
        objectId: guid(index + 1, 2),
        subscriptionIds: Array.from({ length: subscriptionsEach }, (_each, n) => guid(index + 1, 1000 + n)),
    }));

/**
 * A tenant as the directory's double takes it: linked already, so that every attach is alike, and the eligible role on
 * each subscription by itself, so that an audit has to ask of each.
 */
const described = ({ tenantId, objectId, subscriptionIds }: BenchTenant) => ({
    tenantId,
    displayName: `Tenant ${tenantId}`,
    servicePrincipal: { objectId },
    subscriptions: subscriptionIds.map((subscriptionId, n) => ({
        subscriptionId,
        displayName: `Subscription ${n + 1}`,
        state: 'Enabled',
        quotaId: 'EnterpriseAgreement_2014-09-01',
        managedByTenants: [],
        billing: null,
    })),
    roleAssignments: subscriptionIds.map((subscriptionId) => ({
        scope: `/subscriptions/${subscriptionId}`,
        principalId: objectId,
        principalType: 'ServicePrincipal',
        roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
    })),
    managementPartners: {
        [objectId]: {
            partnerId: PARTNER_ID,
            state: 'Active',
            version: 1,
            createdTime: '2026-01-01T00:00:00.000Z',
            updatedTime: '2026-01-01T00:00:00.000Z',
        },
    },
});

/** The double's state with these tenants in the place of all but the partner's own: no other one delegates anything. */
export const withTenants = (
    state: { app: { homeTenantId: string }; tenants: { tenantId: string }[] },
    tenants: readonly BenchTenant[],
) => ({
    ...state,
    tenants: [
        ...state.tenants.filter(({ tenantId }) => tenantId === state.app.homeTenantId),
        ...tenants.map(described),
    ],
});
