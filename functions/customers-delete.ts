import { deletion, noSuchCustomer, tenantOf } from '../shared/http/customer-json.ts';
import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { readQuery } from '../shared/http/parse.ts';
import { json, noContent } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { GlanceStore } from '../shared/ports/glance-store.ts';
import type { Log } from '../shared/ports/log.ts';
import type { Erased } from '../shared/use-cases/records/erase-customer.ts';

export interface DeleteCustomerDependencies extends Pick<CustomerRoutes, 'customers' | 'subscriptions'> {
    eraseCustomer: (tenantId: string, log: Log) => Promise<Erased>;
    /** What pages show of a customer as well: made again without it. */
    glances: Pick<GlanceStore, 'clear'>;
}

/**
 * `DELETE /api/customers/{tenantId}`: its subscriptions and what is missing of them go with it. With `erase=true` all
 * that is kept of it goes, and the answer counts it; of a tenant that nobody knows that is nothing.
 */
export const deleteCustomer =
    (deps: DeleteCustomerDependencies): Handler =>
    async (request, { log }) => {
        const tenantId = tenantOf(request.params);
        if (readQuery(deletion, request).erase) return json(200, { erased: await deps.eraseCustomer(tenantId, log) });
        const result = await deps.customers.delete(tenantId, () => deps.subscriptions.deleteTenant(tenantId));
        if (result === 'not-found') throw noSuchCustomer();
        await deps.glances.clear();
        return noContent();
    };
