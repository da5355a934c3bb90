import type { AuditRun, TenantCounts } from '../../domain/audit-run.ts';
import { runView } from '../../domain/ops/run-view.ts';
import type { OpsRun } from '../../domain/ops/runs.ts';
import type { OpsDeps } from './deps.ts';

async function soFar({ audits }: Pick<OpsDeps, 'audits'>, runId: string): Promise<TenantCounts> {
    const tenants: TenantCounts = { done: 0, failed: 0, partial: 0 };
    for await (const { outcome, partial } of audits.tenantStates(runId)) {
        tenants[outcome] += 1;
        if (partial) tenants.partial += 1;
    }
    return tenants;
}

const openRuns = async ({ audits }: Pick<OpsDeps, 'audits'>): Promise<AuditRun[]> => {
    const runs: AuditRun[] = [];
    for await (const { runId } of audits.openRuns()) {
        const run = (await audits.get(runId))?.value;
        if (run !== undefined && run.status !== 'finished') runs.push(run);
    }
    return runs.sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
};

/** The runs that go on and how far each is, the last that was started first. */
export const runningRuns = async (deps: Pick<OpsDeps, 'audits'>): Promise<OpsRun[]> =>
    await Promise.all((await openRuns(deps)).map(async (run) => runView(run, await soFar(deps, run.id))));
