import { answerRows, readRows, subjectFrom } from '../shared/http/batch.ts';
import { CUSTOMER_COLUMNS, customerJson, customerRow } from '../shared/http/customer-json.ts';
import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { validate } from '../shared/http/parse.ts';
import type { Handler } from '../shared/http/route.ts';

/** `POST /api/customers/batch`: as many customers as rows, each for itself. */
export const putCustomers = ({ customers, partnerIds, linkBase }: CustomerRoutes): Handler => {
    const schema = customerRow(partnerIds);
    return async (request, { log }) =>
        answerRows(
            await readRows(request, CUSTOMER_COLUMNS),
            log,
            async (value) => {
                const { tenantId, ...settings } = validate(schema, value);
                const { created, customer } = await customers.put(tenantId, settings);
                return { status: created ? 201 : 200, customer: customerJson(customer, linkBase) };
            },
            subjectFrom('tenantId'),
        );
};
