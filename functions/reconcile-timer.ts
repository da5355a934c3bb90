import { app } from '@azure/functions';
import { logOver } from '../shared/invocation-log.ts';
import type { AuditDeps } from '../shared/use-cases/audit/audit-deps.ts';
import { startAudit } from '../shared/use-cases/audit/start-audit.ts';

/** Starts an audit of every customer on schedule. */
export const registerReconcile = (deps: AuditDeps & { schedule: string }) =>
    app.timer('reconcile', {
        schedule: deps.schedule,
        handler: async (_timer, context) => {
            const log = logOver(context);
            const { id } = await startAudit(deps, log);
            log.info('audit started', { runId: id });
        },
    });
