import { runJson } from '../shared/http/audit-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit/audit-deps.ts';
import { startAudit } from '../shared/use-cases/audit/start-audit.ts';

/** `POST /api/audit/runs`: starts a run now; 202 with the run. */
export const startRun =
    (deps: AuditDeps): Handler =>
    async (_request, { log }) => {
        const run = await startAudit(deps, log);
        return json(202, await runJson(deps, run), { location: `/api/audit/runs/${run.id}` });
    };
