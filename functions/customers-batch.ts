import { putCustomers } from '../shared/http/customer-routes.ts';
import type { CustomerRoutes } from '../shared/http/customer-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';

/** `POST /api/customers/batch`: JSON array, NDJSON or CSV. */
export const registerCustomersBatch = (deps: CustomerRoutes) =>
    partnerRoute('customers-batch', 'POST', 'customers/batch', putCustomers(deps));
