import type { SampleSubscription, SampleTenant } from '../arm/state/document.ts';
import { direct, grantAtSubscription, ROLE, type Ours } from './grants.ts';
import { accountsOf, customerBilling, partnerBilling } from './offers.ts';
import { boughtSubscription, subscriptionScope } from './places.ts';
import type { Chance } from './random.ts';

/** What may happen to a subscription between two audits. */
export const CHANGES = [
    'bought',
    'moved-to-another-tenant',
    'deleted',
    'disabled',
    'enterprise-to-customer-agreement',
    'enterprise-to-partner',
    'role-ended',
    'role-given',
] as const;

export interface Change {
    kind: (typeof CHANGES)[number];
    subscriptionId: string;
    /** Where it was before, or is bought. */
    tenantId: string;
    /** Of one that moved. */
    toTenantId?: string;
}

/** A subscription in its tenant. */
export interface Placed {
    tenant: SampleTenant;
    subscription: SampleSubscription;
}

/** What the changes of a day work with. */
export interface Day {
    now: Date;
    by: Chance;
    tenants: readonly SampleTenant[];
    /** Takes a subscription out of its tenant, with all that stands at it. */
    clear(placed: Placed): void;
}

const oursIn = ({ servicePrincipal, groups }: SampleTenant): Ours | undefined => {
    const [group, outerGroup] = groups;
    if (servicePrincipal === null || group === undefined || outerGroup === undefined) return undefined;
    return { application: servicePrincipal.objectId, group: group.objectId, outerGroup: outerGroup.objectId };
};

const standingAt = ({ tenant, subscription }: Placed) => {
    const scope = subscriptionScope(subscription.subscriptionId);
    return tenant.roleAssignments.filter((row) => row.scope === scope);
};

/** Roles of the partner that stand here for good. */
const lastingAt = (placed: Placed) => {
    const ours = oursIn(placed.tenant);
    return standingAt(placed).filter(
        (row) => row.principalId === ours?.application && row.endDateTime === undefined && row.eligibleOnly !== true,
    );
};

const isEnterprise = ({ subscription }: Placed): boolean =>
    subscription.billing?.agreementType === 'EnterpriseAgreement';

const give = (day: Day, { tenant, subscription }: Placed, grant: typeof grantAtSubscription): void => {
    const ours = oursIn(tenant);
    if (ours === undefined) return;
    const scope = subscriptionScope(subscription.subscriptionId);
    tenant.roleAssignments.push(...grant({ scope, ours, now: day.now, by: day.by }));
};

/** Does something to a subscription; undefined where it does not fit this one. */
type Doing = (day: Day, placed: Placed) => Omit<Change, 'kind'> | undefined;

const here = ({ tenant, subscription }: Placed) => ({
    tenantId: tenant.tenantId,
    subscriptionId: subscription.subscriptionId,
});

export const doings: Record<Change['kind'], Doing> = {
    bought: (day, { tenant }) => {
        const subscription = boughtSubscription(day.by, accountsOf(day.by));
        tenant.subscriptions.push(subscription);
        if (day.by.happens(0.3)) give(day, { tenant, subscription }, grantAtSubscription);
        return here({ tenant, subscription });
    },
    'moved-to-another-tenant': (day, placed) => {
        const target = day.by.one(day.tenants);
        if (target === placed.tenant) return undefined;
        day.clear(placed);
        const subscription = { ...placed.subscription, managedByTenants: [] };
        target.subscriptions.push(subscription);
        if (day.by.happens(0.7)) give(day, { tenant: target, subscription }, grantAtSubscription);
        return { ...here(placed), toTenantId: target.tenantId };
    },
    deleted: (day, placed) => {
        day.clear(placed);
        return here(placed);
    },
    disabled: (_day, placed) => {
        if (placed.subscription.state !== 'Enabled') return undefined;
        placed.subscription.state = 'Disabled';
        return here(placed);
    },
    'enterprise-to-customer-agreement': (day, placed) => {
        if (!isEnterprise(placed)) return undefined;
        placed.subscription.billing = customerBilling(accountsOf(day.by));
        return here(placed);
    },
    'enterprise-to-partner': (day, placed) => {
        if (!isEnterprise(placed)) return undefined;
        placed.subscription.quotaId = 'CSP_2015-05-01';
        placed.subscription.billing = partnerBilling(accountsOf(day.by));
        return here(placed);
    },
    'role-ended': (day, placed) => {
        const lasting = lastingAt(placed);
        for (const row of lasting) row.endDateTime = new Date(day.now.getTime() - 60 * 60 * 1000).toISOString();
        return lasting.length === 0 ? undefined : here(placed);
    },
    'role-given': (day, placed) => {
        if (oursIn(placed.tenant) === undefined || lastingAt(placed).length > 0) return undefined;
        give(day, placed, direct(ROLE.SUPPORT_REQUEST_CONTRIBUTOR));
        return here(placed);
    },
};
