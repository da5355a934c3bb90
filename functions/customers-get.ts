import { getCustomer } from '../shared/http/customer-routes.ts';
import type { CustomerRoutes } from '../shared/http/customer-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';

/** `GET /api/customers/{tenantId}` */
export const registerCustomersGet = (deps: CustomerRoutes) =>
    partnerRoute('customers-get', 'GET', 'customers/{tenantId}', getCustomer(deps));
