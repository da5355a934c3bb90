import { isPastDeadline } from '../../domain/audit-run.ts';
import type { AuditRun } from '../../domain/audit-run.ts';
import { resent } from '../../domain/work.ts';
import type { Log } from '../../ports/log.ts';
import type { Stored } from '../../ports/store.ts';
import type { AuditDeps } from './audit-deps.ts';
import { failAuditTenant, finishIfDone } from './finish-audit.ts';
import { sendAuditTenant } from './send-audit-tenant.ts';
import { planAudit } from './start-audit.ts';

const isOverdue = (deps: AuditDeps, since: string): boolean =>
    deps.clock.now().getTime() - Date.parse(since) > deps.settings.sweepAfterSeconds * 1000;

async function sweepPlanning(deps: AuditDeps, before: Stored<AuditRun>, log: Log): Promise<void> {
    if (!isOverdue(deps, before.value.planningSince)) return;
    const mine = { ...before.value, planningSince: deps.clock.now().toISOString() };
    if ((await deps.audits.replace(before, mine)) === 'conflict') return;
    const run = await deps.audits.get(mine.id);
    if (run?.value.planningSince !== mine.planningSince || run.value.status !== 'planning') return;
    log.warn('the planning of a run was left half-way, going on', { runId: mine.id });
    await planAudit(deps, run, log);
}

async function sweepRunning(deps: AuditDeps, run: AuditRun, log: Log): Promise<void> {
    const isOver = isPastDeadline(run, deps.settings.deadlineMinutes, deps.clock.now());
    for await (const task of deps.audits.pending(run.id)) {
        const { runId, tenantId, work } = task.value;
        if (isOver) {
            log.warn('a tenant was not done by the deadline', { runId, tenantId, error: work.lastError });
            await failAuditTenant(deps, { runId, tenantId }, 'deadline');
        } else if (isOverdue(deps, work.dueAt)) {
            const again = { ...task.value, work: resent(work, deps.clock.now()) };
            if ((await deps.audits.replaceTask(task, again)) === 'conflict') continue;
            log.warn('a tenant is overdue, sent again', { runId, tenantId, attempt: again.work.attempt });
            await sendAuditTenant(deps, again);
        }
    }
    await finishIfDone(deps, run.id);
}

/**
 * Sees to every run that is not over: goes on with a planning that was left, sends again what is past
 * due, ends what is past its deadline, and finishes what a crash kept from finishing.
 */
export async function sweepAudits(deps: AuditDeps, log: Log): Promise<void> {
    for await (const { runId, openedAt } of deps.audits.openRuns()) {
        const run = await deps.audits.get(runId);
        if (run?.value.status === 'planning') await sweepPlanning(deps, run, log);
        else if (run?.value.status === 'running') await sweepRunning(deps, run.value, log);
        else if (run !== undefined) await finishIfDone(deps, runId);
        // Whoever opened it died before the run itself was written, so nobody knows of it.
        else if (isOverdue(deps, openedAt)) await deps.audits.close(runId);
    }
}
