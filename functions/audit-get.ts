import { getAudit } from '../shared/http/audit-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit-deps.ts';

/** `GET /api/audit`, JSON or CSV. */
export const registerAuditGet = (deps: Pick<AuditDeps, 'audits' | 'subscriptions'>) =>
    partnerRoute('audit-get', 'GET', 'audit', getAudit(deps));
