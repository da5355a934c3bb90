import type { SampleRoleAssignment, SampleTenant } from '../arm/state/document.ts';
import {
    delegatedRoles,
    direct,
    grantAtManagementGroup,
    grantAtSubscription,
    ROLE,
    throughGroup,
    type Ours,
} from './grants.ts';
import { linksOf, type Home } from './links.ts';
import { companyName, typedName } from './names.ts';
import { boughtSubscriptions, groupScope, managementGroups, subscriptionScope } from './places.ts';
import type { Chance } from './random.ts';

/** A customer as the partner keeps it, with the subscriptions that it knows from other than Azure. */
export interface EstateCustomer {
    tenantId: string;
    name: string;
    contactEmail: string;
    /** Where it is not the default. */
    partnerId?: string;
    /** Subscriptions that somebody was invited for. */
    invited: string[];
    /** Subscriptions of which the customer says that another account of its own carries the link. */
    attested: string[];
}

/** How the partner reaches a customer. */
const WAYS = [
    [20, 'root-eligible'],
    [20, 'root-reader'],
    [15, 'branch'],
    [20, 'single'],
    [4, 'no-role'],
    [12, 'delegated'],
    [4, 'mixed'],
    [5, 'absent'],
] as const;
type Way = (typeof WAYS)[number][1];

const hasApplication = (way: Way): boolean => way !== 'delegated' && way !== 'absent';

const rolesOf = (way: Way, tenant: SampleTenant, ours: Ours, now: Date, by: Chance): SampleRoleAssignment[] => {
    const root = { scope: groupScope(tenant.tenantId), ours, now, by };
    const single = (share: number) =>
        tenant.subscriptions.flatMap(({ subscriptionId }) =>
            by.happens(share) ? grantAtSubscription({ ...root, scope: subscriptionScope(subscriptionId) }) : [],
        );
    switch (way) {
        case 'root-eligible':
            return [...grantAtManagementGroup(root), ...single(0.1)];
        case 'root-reader':
            return [...by.one([direct(ROLE.READER), throughGroup(ROLE.READER)])(root), ...single(0.8)];
        case 'branch': {
            const branch = by.one(tenant.managementGroups.slice(-3));
            return [...grantAtManagementGroup({ ...root, scope: groupScope(branch.id) }), ...single(0.4)];
        }
        case 'single':
        case 'mixed':
            return single(0.95);
        default:
            return [];
    }
};

/** Delegates subscriptions to the partner's own tenant, some to another provider as well, and notes it at each. */
const delegate = (tenant: SampleTenant, home: Home, share: number, by: Chance): void => {
    for (const subscription of tenant.subscriptions) {
        const { subscriptionId } = subscription;
        const add = (managedByTenantId: string, authorizations: ReturnType<typeof delegatedRoles>) => {
            if (authorizations.length === 0) return;
            tenant.delegations.push({ subscriptionId, managedByTenantId, authorizations });
            subscription.managedByTenants.push(managedByTenantId);
        };
        if (by.happens(share)) add(home.tenantId, delegatedRoles(home, by));
        if (by.happens(0.1)) add(by.guid(), [{ principalId: by.guid(), roleDefinitionId: ROLE.CONTRIBUTOR }]);
    }
};

/** Some of these, at most three. */
const someOf = (by: Chance, ids: readonly string[], share: number): string[] =>
    ids.filter(() => by.happens(share)).slice(0, 3);

/** Makes one customer with its tenant. */
export const makeTenant = (
    by: Chance,
    { number, size, now, home }: { number: number; size: number; now: Date; home: Home },
): { tenant: SampleTenant; customer: EstateCustomer } => {
    const way = by.weighted(WAYS);
    const tenantId = by.guid();
    const ours: Ours = { application: by.guid(), group: by.guid(), outerGroup: by.guid() };
    const owner = { objectId: by.guid(), userPrincipalName: `owner@tenant-${number}.example`, displayName: 'Owner' };
    const partnerId = by.happens(0.15) ? home.otherPartnerId : home.partnerId;
    const subscriptions = boughtSubscriptions(by, size);
    const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
    const name = companyName(by, number);
    const tenant: SampleTenant = {
        tenantId,
        displayName: name,
        servicePrincipal: hasApplication(way) ? { objectId: ours.application } : null,
        users: [{ ...owner, appRoles: [] }],
        groups: [
            { objectId: ours.group, displayName: 'Partners', members: hasApplication(way) ? [ours.application] : [] },
            { objectId: ours.outerGroup, displayName: 'Everybody outside', members: [ours.group] },
        ],
        managementGroups: managementGroups(by, tenantId, subscriptions),
        delegations: [],
        subscriptions,
        roleAssignments: [],
        managementPartners: hasApplication(way) ? linksOf(by, ours, partnerId, home, now) : {},
    };
    tenant.roleAssignments.push(
        {
            scope: groupScope(tenantId),
            principalId: owner.objectId,
            principalType: 'User',
            roleDefinitionId: ROLE.OWNER,
        },
        ...rolesOf(way, tenant, ours, now, by),
    );
    if (way === 'delegated') delegate(tenant, home, 1, by);
    if (way === 'mixed') delegate(tenant, home, 0.4, by);
    return {
        tenant,
        customer: {
            tenantId,
            name: typedName(name),
            contactEmail: owner.userPrincipalName,
            ...(partnerId === home.partnerId ? {} : { partnerId }),
            invited: someOf(by, ids, way === 'absent' ? 0.5 : 0.05),
            attested: someOf(by, ids, 0.03),
        },
    };
};
