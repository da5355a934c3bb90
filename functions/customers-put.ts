import type { CustomerSettings } from '../shared/domain/customer.ts';
import { customerJson, customerSettings, tenantOf } from '../shared/http/customer-json.ts';
import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { readJson, validate } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';

/** `PUT /api/customers/{tenantId}`: a tenant that the audit goes through; 201 for a new one, else 200. */
export const putCustomer =
    ({ customers, partnerIds, linkBase }: CustomerRoutes): Handler =>
    async (request) => {
        const tenantId = tenantOf(request.params);
        const settings: CustomerSettings = validate(customerSettings(partnerIds), await readJson(request));
        const { created, customer } = await customers.put(tenantId, settings);
        const headers = created ? { location: `/api/customers/${tenantId}` } : {};
        return json(created ? 201 : 200, customerJson(customer, linkBase), headers);
    };
