import { startRun } from '../shared/http/audit-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit-deps.ts';

/** `POST /api/audit/runs`: start a run now. */
export const registerAuditRunsStart = (deps: AuditDeps) =>
    partnerRoute('audit-runs-start', 'POST', 'audit/runs', startRun(deps));
