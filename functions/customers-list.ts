import { customerJson } from '../shared/http/customer-json.ts';
import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { pageOnly } from '../shared/http/page-query.ts';
import { readQuery } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';

/** `GET /api/customers`: in the order of tenant IDs. */
export const listCustomers =
    ({ customers, linkBase }: Pick<CustomerRoutes, 'customers' | 'linkBase'>): Handler =>
    async (request) => {
        const { items, continuation } = await customers.list(readQuery(pageOnly, request));
        return json(200, { items: items.map((customer) => customerJson(customer, linkBase)), continuation });
    };
