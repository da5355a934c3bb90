import type { MissingRow } from '../report/missing.ts';
import type { MissingQuery, MissingSort } from './missing-list.ts';
import { byName, latestFirst } from './order.ts';
import type { Order, SortKey } from './order.ts';
import { searchFor } from './search.ts';

const idsOf = ({ tenantId, subscriptionId }: MissingRow): SortKey => [tenantId, subscriptionId];

const longestFirst = (row: MissingRow): SortKey => [row.missingSince, ...idsOf(row)];

/** How many parts a key of each order has. */
export const MISSING_KEY_PARTS: Readonly<Record<MissingSort, number>> = {
    newest: 3,
    oldest: 3,
    customer: 4,
    reason: 4,
};

export const MISSING_ORDERS: Readonly<Record<MissingSort, Order<MissingRow>>> = {
    newest: { name: 'newest', keyOf: (row) => [latestFirst(row.firstSeenAt), ...idsOf(row)] },
    oldest: { name: 'oldest', keyOf: longestFirst },
    customer: {
        name: 'customer',
        keyOf: (row) => [row.customerName, ...longestFirst(row)],
        compareFirst: byName,
    },
    reason: { name: 'reason', keyOf: (row) => [row.reason, ...longestFirst(row)] },
};

/** Whether a missing subscription is one of those that are wanted. */
export function fitsMissing({
    reason,
    tenantId,
    search,
}: Pick<MissingQuery, 'reason' | 'tenantId' | 'search'>): (row: MissingRow) => boolean {
    const matches = searchFor(search);
    return (row) =>
        (reason === undefined || row.reason === reason) &&
        (tenantId === undefined || row.tenantId === tenantId) &&
        matches(row.customerName, row.displayName, row.tenantId, row.subscriptionId);
}
