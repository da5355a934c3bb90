import type { TenantOutcome } from '../audit-run.ts';
import type { Customer } from '../customer.ts';
import type { CustomerSort, CustomersQuery, OpsCustomer } from './customer-list.ts';
import { byName } from './order.ts';
import type { Order } from './order.ts';
import { searchFor } from './search.ts';

const MOST = 9_999_999_999;

const mostFirst = (count: number): string => String(MOST - count).padStart(10, '0');

/** How many parts a key of each order has. */
export const CUSTOMER_KEY_PARTS: Readonly<Record<CustomerSort, number>> = { missing: 2, name: 2 };

export const CUSTOMER_ORDERS: Readonly<Record<CustomerSort, Order<OpsCustomer>>> = {
    missing: { name: 'missing', keyOf: ({ totals, tenantId }) => [mostFirst(totals?.missing ?? 0), tenantId] },
    name: { name: 'name', keyOf: ({ name, tenantId }) => [name, tenantId], compareFirst: byName },
};

export function fitsCustomer({
    discovery,
    search,
}: Pick<CustomersQuery, 'discovery' | 'search'>): (customer: OpsCustomer) => boolean {
    const matches = searchFor(search);
    return (customer) =>
        (discovery === undefined || customer.discovery === discovery) && matches(customer.name, customer.tenantId);
}

/** @param outcome how the customer came out in the latest finished run */
export const listedCustomer = (
    { tenantId, name, access, discovery }: Customer,
    outcome: Pick<TenantOutcome, 'outcome' | 'totals'> | undefined,
): OpsCustomer => ({
    tenantId,
    name,
    access,
    discovery,
    totals: outcome?.totals ?? null,
    outcome: outcome?.outcome ?? null,
});
