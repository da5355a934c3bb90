import { countChanges, countIn, noTotals, sumOf } from '../../domain/audit-run.ts';
import type { TenantOutcome } from '../../domain/audit-run.ts';
import type { RunChange } from '../../domain/coverage-changes.ts';
import type { AuditDeps } from './audit-deps.ts';

type Deps = Pick<AuditDeps, 'audits' | 'subscriptions' | 'clock' | 'delegations'>;

/**
 * Finishes a run once none of its tenants is pending. Anybody may call it at any time: one conditional
 * write decides who does it, and what a crash left behind it is done again.
 */
export async function finishIfDone(deps: Deps, runId: string): Promise<void> {
    // All but the last tenant of a run end here, with one question.
    if (await deps.audits.hasPending(runId)) return;
    const before = await deps.audits.get(runId);
    if (before === undefined || before.value.status === 'planning') return;
    let run = before.value;
    if (run.status === 'running') {
        // Once more: tasks may have come between the question and the run's own word that all of them are there.
        if (await deps.audits.hasPending(runId)) return;
        const result = await sumOf(deps.audits.outcomes(runId));
        run = { ...run, status: 'finished', finishedAt: deps.clock.now().toISOString(), result };
        if ((await deps.audits.replace(before, run)) === 'conflict') return;
    }
    await deps.audits.noteFinished(run);
    await deps.delegations.drop(runId);
    await deps.audits.close(runId);
}

/**
 * Records what became of a tenant, with what was found different there, and finishes the run where it was the last one.
 *
 * @param told all that the run was told of the tenant, where that is known
 */
export async function settleTenant(
    deps: Deps,
    runId: string,
    outcome: Omit<TenantOutcome, 'changes'>,
    told?: readonly RunChange[],
): Promise<void> {
    const changes = await countChanges(told ?? deps.audits.changesOf(runId, outcome.tenantId));
    await deps.audits.settleTask(runId, { ...outcome, changes });
    await finishIfDone(deps, runId);
}

/**
 * Counts a tenant as failed in this run; its records stay as they are, and count as they are. A tenant
 * that is no longer pending keeps its outcome.
 *
 * @param reason a word for scripts, as in `tenant-unknown`
 */
export async function failAuditTenant(
    deps: Deps,
    { runId, tenantId }: { runId: string; tenantId: string },
    reason: string,
): Promise<void> {
    const totals = noTotals();
    for await (const record of deps.subscriptions.standings(tenantId)) countIn(totals, record);
    await settleTenant(deps, runId, { tenantId, outcome: 'failed', partial: false, reason, totals });
}
