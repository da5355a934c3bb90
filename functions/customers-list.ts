import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { pageOnly, readQuery } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';

/** `GET /api/customers`: in the order of tenant IDs. */
export const listCustomers =
    ({ customers }: Pick<CustomerRoutes, 'customers'>): Handler =>
    async (request) =>
        json(200, await customers.list(readQuery(pageOnly, request)));

export const registerCustomersList = (deps: Pick<CustomerRoutes, 'customers'>): void =>
    partnerRoute('customers-list', 'GET', 'customers', listCustomers(deps));
