import { queueFunction } from '../shared/queue/queue-function.ts';
import type { QueueDependencies } from '../shared/queue/queue-function.ts';
import type { AuditDeps } from '../shared/use-cases/audit/audit-deps.ts';
import { runAuditTenant } from '../shared/use-cases/audit/run-audit-tenant.ts';

/** One tenant of one run per message. */
export const registerAuditTenant = (deps: AuditDeps & { queueDependencies: QueueDependencies }) =>
    queueFunction('audit-tenant', 'audit-tenants', deps.queueDependencies, (message, log) =>
        runAuditTenant(deps, message, log),
    );
