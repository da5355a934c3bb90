import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { placeQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { auditsPage } from '../shared/views/ops/audits-page.ts';

/** `GET /api/ops/audits`: the audits. */
export const getAudits =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        const query = readOpsQuery(placeQuery, request);
        return opsPage(200, auditsPage(await deps.opsReads.runs(query), query, frameOf(deps, request, scope)));
    };
