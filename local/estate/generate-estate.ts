import type { SampleDocument, SampleTenant } from '../arm/state/document.ts';
import { daysFrom } from './grants.ts';
import { chance } from './random.ts';
import { sizesOf } from './sizes.ts';
import type { Home } from './links.ts';
import { makeTenant, type EstateCustomer } from './tenant.ts';

export type { EstateCustomer } from './tenant.ts';

/** Customers as they might be, and what Azure knows of them. */
export interface Estate {
    /** For the double of Entra ID and Azure Resource Manager. */
    document: SampleDocument;
    /** Every tenant but the partner's own. */
    customers: EstateCustomer[];
}

export interface EstateOptions {
    /** A whole number: the same one gives the same estate. */
    seed: number;
    /** How many customers. */
    tenants: number;
    /** How many subscriptions they have together. */
    subscriptions: number;
    /** The day of the estate: roles have ended before it, and end after it. */
    now: Date;
}

/** The partner in its own tenant, as in the sample tenants. */
const HOME: Home = {
    tenantId: 'fc000000-0000-4000-8000-000000000001',
    application: 'fc000000-0000-4000-8000-000000000201',
    group: 'fc000000-0000-4000-8000-000000000301',
    outerGroup: 'fc000000-0000-4000-8000-000000000302',
    partnerId: '314159',
    otherPartnerId: '314160',
};

const homeTenant = (now: Date): SampleTenant => ({
    tenantId: HOME.tenantId,
    displayName: 'Fourth Coffee',
    servicePrincipal: { objectId: HOME.application },
    users: [],
    groups: [
        { objectId: HOME.group, displayName: 'Managed services', members: [HOME.application] },
        { objectId: HOME.outerGroup, displayName: 'Services', members: [HOME.group] },
    ],
    managementGroups: [],
    delegations: [],
    subscriptions: [],
    roleAssignments: [],
    managementPartners: {
        [HOME.application]: {
            partnerId: HOME.partnerId,
            state: 'Active',
            version: 1,
            createdTime: daysFrom(now, -400),
            updatedTime: daysFrom(now, -400),
        },
    },
});

/** Makes customers with tenants of every kind that the audit may meet. */
export const generateEstate = ({ seed, tenants, subscriptions, now }: EstateOptions): Estate => {
    const made = sizesOf(tenants, subscriptions, chance(seed, 'sizes')).map((size, index) =>
        makeTenant(chance(seed, `tenant ${index}`), { number: index + 1, size, now, home: HOME }),
    );
    return {
        document: {
            partners: {
                314159: 'Fourth Coffee',
                314160: 'Fourth Coffee',
                3664167: 'Fourth Coffee',
                999999: 'Proseware',
            },
            app: {
                clientId: 'fc000000-0000-4000-8000-00000000000a',
                homeTenantId: HOME.tenantId,
                clientSecret: 'local',
                redirectUris: [],
            },
            tenants: [homeTenant(now), ...made.map(({ tenant }) => tenant)],
        },
        customers: made.map(({ customer }) => customer),
    };
};
