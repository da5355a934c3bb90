import { isVisible } from '../access/access.ts';
import { visibleSubscriptions } from '../access/visible-subscriptions.ts';
import { authorizationFailed, subscriptionNotFound } from '../arm-error.ts';
import { ok, pageOf, type Operation, type Route } from '../operation.ts';
import { subscriptionPath } from '../state/scopes.ts';
import type { PlacedSubscription } from '../state/world.ts';

const LIST_VERSIONS = ['2022-12-01', '2021-01-01', '2020-01-01'];

const subscriptionBody = ({ row, tenant, delegations }: PlacedSubscription): unknown => ({
    id: subscriptionPath(row.subscriptionId),
    authorizationSource: 'RoleBased',
    managedByTenants: [
        ...new Set([...row.managedByTenants, ...delegations.map(({ managedByTenantId }) => managedByTenantId)]),
    ].map((tenantId) => ({ tenantId })),
    subscriptionId: row.subscriptionId,
    tenantId: tenant.row.tenantId,
    displayName: row.displayName,
    state: row.state,
    subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: row.quotaId,
        spendingLimit: 'Off',
    },
});

const list = (operation: Operation): ReturnType<Route['handle']> => {
    const { world, caller, now, pageSize } = operation;
    const page = pageOf(visibleSubscriptions(world, caller, now), ({ row }) => row.subscriptionId, operation, pageSize);
    return ok({
        value: page.rows.map(subscriptionBody),
        ...(page.nextLink === undefined ? {} : { nextLink: page.nextLink }),
        count: { type: 'Total', value: page.rows.length },
    });
};

const get = ({ world, caller, scope, now }: Operation): ReturnType<Route['handle']> => {
    const placed = world.subscription(scope.subscriptionId ?? '');
    if (placed === undefined) throw subscriptionNotFound(scope.subscriptionId ?? '');
    // Any role on it shows a subscription, as in the list: Support Request Contributor has no subscriptions/read.
    if (!isVisible(world, caller, placed, now)) {
        throw authorizationFailed(caller, 'Microsoft.Resources/subscriptions/read', scope.path);
    }
    return ok(subscriptionBody(placed));
};

export const subscriptionRoutes: Route[] = [
    { method: 'GET', path: /^\/subscriptions$/i, versions: LIST_VERSIONS, rate: 'tenant-reads', handle: list },
    {
        method: 'GET',
        path: /^(?<scope>\/subscriptions\/[^/]+)$/i,
        versions: [...LIST_VERSIONS, '2019-11-01'],
        rate: 'subscription-reads',
        handle: get,
    },
];
