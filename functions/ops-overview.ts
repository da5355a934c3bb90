import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { noOpsQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { overviewPage } from '../shared/views/ops/overview-page.ts';

/** `GET /api/ops`: where everything stands. Only while an audit runs is anything read beside what is kept. */
export const getOverview =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        readOpsQuery(noOpsQuery, request);
        const overview = await deps.opsReads.overview();
        const running = overview.running.length === 0 ? [] : await deps.opsReads.running();
        return opsPage(200, overviewPage(overview, running, frameOf(deps, request, scope)));
    };
