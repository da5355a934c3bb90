import { deleteCustomer } from '../shared/http/customer-routes.ts';
import type { CustomerRoutes } from '../shared/http/customer-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';

/** `DELETE /api/customers/{tenantId}` */
export const registerCustomersDelete = (deps: CustomerRoutes) =>
    partnerRoute('customers-delete', 'DELETE', 'customers/{tenantId}', deleteCustomer(deps));
