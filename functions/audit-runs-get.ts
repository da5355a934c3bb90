import { getRun } from '../shared/http/audit-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit-deps.ts';

/** `GET /api/audit/runs/{id}` */
export const registerAuditRunsGet = (deps: Pick<AuditDeps, 'audits'>) =>
    partnerRoute('audit-runs-get', 'GET', 'audit/runs/{id}', getRun(deps));
