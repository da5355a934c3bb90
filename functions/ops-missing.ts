import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { missingQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { missingPage } from '../shared/views/ops/missing-page.ts';

/** `GET /api/ops/missing`: what is missing, sorted, filtered and searched. */
export const getMissing =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        const query = readOpsQuery(missingQuery, request);
        return opsPage(200, missingPage(await deps.opsReads.missing(query), query, frameOf(deps, request, scope)));
    };
