import type { AuditRun, TenantCounts } from '../audit-run.ts';
import type { OpsRun } from './runs.ts';

/** @param soFar what a run that goes on is done with */
export const runView = (run: AuditRun, soFar?: TenantCounts): OpsRun => ({
    id: run.id,
    status: run.status === 'finished' ? 'finished' : 'running',
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    expected: run.expected,
    tenants: run.result?.tenants ?? soFar ?? { done: 0, failed: 0, partial: 0 },
    totals: run.result?.totals ?? null,
    changes: run.result?.changes ?? null,
});
