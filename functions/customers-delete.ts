import { noSuchCustomer, tenantOf } from '../shared/http/customer-json.ts';
import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { noContent } from '../shared/http/respond.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';

/** `DELETE /api/customers/{tenantId}`: its subscriptions and what is missing of them go with it. */
export const deleteCustomer =
    ({ customers, subscriptions }: Pick<CustomerRoutes, 'customers' | 'subscriptions'>): Handler =>
    async (request) => {
        const tenantId = tenantOf(request.params);
        const result = await customers.delete(tenantId, () => subscriptions.deleteTenant(tenantId));
        if (result === 'not-found') throw noSuchCustomer();
        return noContent();
    };

export const registerCustomersDelete = (deps: Pick<CustomerRoutes, 'customers' | 'subscriptions'>): void =>
    partnerRoute('customers-delete', 'DELETE', 'customers/{tenantId}', deleteCustomer(deps));
