import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { noOpsQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { runIdOf } from '../shared/http/audit-json.ts';
import { auditPage } from '../shared/views/ops/audit-page.ts';

/** `GET /api/ops/audits/{id}`: one audit, and how far it is. */
export const getAudit =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        readOpsQuery(noOpsQuery, request);
        const story = await deps.opsReads.run(runIdOf(request.params));
        return opsPage(200, auditPage(story, frameOf(deps, request, scope)));
    };
