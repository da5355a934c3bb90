import { putCustomer } from '../shared/http/customer-routes.ts';
import type { CustomerRoutes } from '../shared/http/customer-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';

/** `PUT /api/customers/{tenantId}`: a tenant that the audit goes through. */
export const registerCustomersPut = (deps: CustomerRoutes) =>
    partnerRoute('customers-put', 'PUT', 'customers/{tenantId}', putCustomer(deps));
