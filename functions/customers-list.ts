import { listCustomers } from '../shared/http/customer-routes.ts';
import type { CustomerRoutes } from '../shared/http/customer-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';

/** `GET /api/customers` */
export const registerCustomersList = (deps: CustomerRoutes) =>
    partnerRoute('customers-list', 'GET', 'customers', listCustomers(deps));
