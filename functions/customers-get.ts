import { noSuchCustomer, tenantOf } from '../shared/http/customer-json.ts';
import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { json } from '../shared/http/respond.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';

/** `GET /api/customers/{tenantId}` */
export const getCustomer =
    ({ customers }: Pick<CustomerRoutes, 'customers'>): Handler =>
    async (request) => {
        const customer = await customers.get(tenantOf(request.params));
        if (customer === undefined) throw noSuchCustomer();
        return json(200, customer);
    };

export const registerCustomersGet = (deps: Pick<CustomerRoutes, 'customers'>): void =>
    partnerRoute('customers-get', 'GET', 'customers/{tenantId}', getCustomer(deps));
