import { AppError } from '../../domain/errors.ts';
import { runView } from '../../domain/ops/run-view.ts';
import type { RunStory } from '../../domain/ops/runs.ts';
import type { TenantCounts } from '../../domain/audit-run.ts';
import { failedTenants, partialTenants } from '../report/named-tenants.ts';
import type { OpsDeps } from './deps.ts';

const none = () => ({ count: 0, items: [] });

/** @throws AppError `not-found` */
export async function runStory({ audits, source, clock }: OpsDeps, id: string): Promise<RunStory> {
    const run = (await audits.get(id))?.value;
    if (run === undefined) throw new AppError('not-found', 'There is no run of this ID.');
    const asOf = clock.now().toISOString();
    const tenants: TenantCounts = run.result?.tenants ?? { done: 0, failed: 0, partial: 0 };
    if (run.result === null) {
        for await (const { outcome, partial } of audits.tenantStates(id)) {
            tenants[outcome] += 1;
            if (partial) tenants.partial += 1;
        }
    }
    const failed = tenants.failed === 0 ? none() : await failedTenants(source, id);
    const { partial } = tenants.partial === 0 ? { partial: none() } : await partialTenants(source, id);
    return { asOf, run: runView(run, tenants), failed, partial };
}
