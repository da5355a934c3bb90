import { acted, notActed } from '../shared/http/ops/acted.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import type { Log } from '../shared/ports/log.ts';
import { OPS_PATHS } from '../shared/views/ops/paths.ts';

export type OpsAuditsStartDependencies = OpsPageDependencies & { startAuditRun: (log: Log) => Promise<void> };

/** `POST /api/ops/audits`: starts an audit now, unless one runs: people press twice. */
export const postAudits =
    (deps: OpsAuditsStartDependencies): OpsHandler =>
    async (_request, { log }) => {
        if ((await deps.opsReads.running()).length > 0) return notActed(OPS_PATHS.audits, 'audit-running');
        return await acted(OPS_PATHS.audits, 'audit-started', async () => {
            await deps.startAuditRun(log);
            await deps.opsReads.refresh(['runs', 'overview'], log);
        });
    };
