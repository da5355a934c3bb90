import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { noOpsQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { tenantOf } from '../shared/http/customer-json.ts';
import { customerPage } from '../shared/views/ops/customer-page.ts';

/** `GET /api/ops/customers/{tenantId}`: everything about one customer. */
export const getCustomer =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        readOpsQuery(noOpsQuery, request);
        const story = await deps.opsReads.customer(tenantOf(request.params));
        return opsPage(200, customerPage(story, frameOf(deps, request, scope)));
    };
