import type { Discovery } from '../../domain/customer.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';

/** How much of each customer's tenant the last audit could see, by tenant ID: a word for each, whatever they have. */
export async function discoveriesOf(customers: Pick<CustomerStore, 'all'>): Promise<Map<string, Discovery>> {
    const seen = new Map<string, Discovery>();
    for await (const { tenantId, discovery } of customers.all()) seen.set(tenantId, discovery);
    return seen;
}
