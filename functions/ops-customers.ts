import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { customersQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { customersPage } from '../shared/views/ops/customers-page.ts';

/** `GET /api/ops/customers`: the customers. */
export const getCustomers =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        const query = readOpsQuery(customersQuery, request);
        return opsPage(200, customersPage(await deps.opsReads.customers(query), query, frameOf(deps, request, scope)));
    };
