import type { TenantOutcome } from '../../domain/audit-run.ts';
import type { CustomersPage, CustomersQuery } from '../../domain/ops/customer-list.ts';
import { CUSTOMER_KEY_PARTS, CUSTOMER_ORDERS, fitsCustomer, listedCustomer } from '../../domain/ops/customer-orders.ts';
import { firstOf } from '../../domain/ops/first-of.ts';
import { PAGE_LENGTH } from '../../domain/ops/looked.ts';
import { keyIn } from '../../domain/ops/order.ts';
import type { OpsDeps } from './deps.ts';
import type { Made } from './glance.ts';

type Deps = Pick<OpsDeps, 'customers' | 'audits' | 'outcomes'>;

/** One look goes through so many. */
const MOST = 10_000;

/** Of the latest finished run: one row for each customer, however many subscriptions it has. */
async function latestOutcomes({ audits, outcomes }: Deps): Promise<Map<string, TenantOutcome>> {
    const found = new Map<string, TenantOutcome>();
    const latest = await audits.latestFinished();
    if (latest === undefined) return found;
    for await (const outcome of outcomes.all(latest.id)) found.set(outcome.tenantId, outcome);
    return found;
}

export async function findCustomers(
    deps: Deps,
    { sort, cursor, ...wanted }: CustomersQuery,
): Promise<Omit<CustomersPage, 'asOf'>> {
    const order = CUSTOMER_ORDERS[sort];
    const after = cursor === undefined ? undefined : keyIn(order, cursor, CUSTOMER_KEY_PARTS[sort]);
    const first = firstOf(order, PAGE_LENGTH, after);
    const fits = fitsCustomer(wanted);
    const outcomes = await latestOutcomes(deps);
    let searched = 0;
    let isComplete = true;
    for await (const customer of deps.customers.all()) {
        if (searched === MOST) {
            isComplete = false;
            break;
        }
        searched += 1;
        const listed = listedCustomer(customer, outcomes.get(customer.tenantId));
        if (fits(listed)) first.add(listed);
    }
    return { ...first.result(), looked: { searched, isComplete } };
}

export const makeCustomers = (deps: Deps, mark: string) => async (): Promise<Made<'customers'>> => ({
    mark,
    contents: { customers: await findCustomers(deps, { sort: 'missing' }) },
});
