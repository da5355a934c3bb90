import { isPastDeadline, noTotals } from '../../domain/audit-run.ts';
import type { TenantTask } from '../../domain/audit-run.ts';
import { PermanentError } from '../../domain/errors.ts';
import { postponed, resent, standing } from '../../domain/work.ts';
import { AzureError, isPassing } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { QueueMessages } from '../../ports/queue.ts';
import type { Stored } from '../../ports/store.ts';
import type { AuditDeps } from './audit-deps.ts';
import { asTrouble, auditTenant } from './audit-tenant.ts';
import type { Auditing, TenantAudit } from './audit-tenant.ts';
import { failAuditTenant, finishIfDone, settleTenant } from './finish-audit.ts';
import { holdTask, takeTask } from './hold-audit-task.ts';
import { sendAuditTenant } from './send-audit-tenant.ts';

/** Who has to wait comes back within so long after the wait, in ms. */
const SPREAD_MS = 5_000;

/** Writes the task and sends its message; somebody else's write means that they see to it. */
async function passOn(deps: AuditDeps, task: Stored<TenantTask>, next: TenantTask): Promise<void> {
    if ((await deps.audits.replaceTask(task, next)) === 'written') await sendAuditTenant(deps, next);
}

/** The audit as a result: what has to wait is one, what can never be or is a bug is thrown. */
async function tryTenant(
    deps: AuditDeps,
    task: TenantTask,
    { isFirst, keep }: Pick<Auditing, 'isFirst' | 'keep'>,
    log: Log,
): Promise<TenantAudit> {
    const { customer, known } = await deps.customers.getWithKnown(task.tenantId);
    if (customer === undefined) {
        await deps.subscriptions.deleteTenant(task.tenantId);
        return { kind: 'audited', discovery: 'none', totals: noTotals(), changes: undefined };
    }
    try {
        const { runId, cursor } = task;
        return await auditTenant(deps, { customer, known }, { runId, cursor, isFirst, keep }, log);
    } catch (error) {
        if (isPassing(error)) return { kind: 'stopped', cursor: task.cursor, trouble: asTrouble(error) };
        throw error;
    }
}

/** The work after a stop; undefined when it has been failing for a day. */
function workAfter(deps: AuditDeps, { work, ...task }: TenantTask, stop: TenantAudit & { kind: 'stopped' }) {
    const now = deps.clock.now();
    const isFurther = stop.cursor !== null && stop.cursor !== task.cursor;
    const soFar = isFurther ? { ...work, failures: 0, failingSince: null, lastError: null } : work;
    if (stop.trouble === undefined) return resent(soFar, now);
    const { message, retryAfterMs } = stop.trouble;
    return postponed(soFar, { now, random: deps.random.fraction(), error: message, retryAfterMs });
}

async function act(deps: AuditDeps, taken: Stored<TenantTask>, before: TenantTask, log: Log): Promise<void> {
    const { runId, tenantId } = taken.value;
    const until = await deps.locks.notBefore(tenantId);
    if (until !== undefined) {
        // Not all that wait for the same at the same moment.
        const due = new Date(until.getTime() + deps.random.fraction() * SPREAD_MS);
        await passOn(deps, taken, { ...taken.value, work: resent(taken.value.work, due) });
        return;
    }
    const holding = holdTask(deps, taken);
    let audit: TenantAudit;
    try {
        audit = await tryTenant(deps, taken.value, { isFirst: !before.begun, keep: holding.keep }, log);
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'tenant-unknown') {
            log.warn('no such tenant', { runId, tenantId, error: error.message });
            await failAuditTenant(deps, { runId, tenantId }, error.kind);
            return;
        }
        // The redelivered message must find it due, or it would wait for a lock that nobody holds.
        const { value } = holding.task();
        await deps.audits.replaceTask(holding.task(), { ...value, work: { ...value.work, dueAt: before.work.dueAt } });
        throw error;
    }
    const task = holding.task();
    if (audit.kind === 'audited') {
        const { discovery, totals, changes } = audit;
        const partial = discovery === 'partial';
        await settleTenant(deps, runId, { tenantId, outcome: 'done', partial, reason: null, totals }, changes);
        return;
    }
    const next = workAfter(deps, taken.value, audit);
    if (next === undefined) {
        await failAuditTenant(deps, { runId, tenantId }, 'gave-up');
        return;
    }
    if (audit.trouble !== undefined) {
        log.warn('audit of a tenant waits', { runId, tenantId, error: next.lastError, dueAt: next.dueAt });
    }
    await passOn(deps, task, { ...task.value, cursor: audit.cursor ?? task.value.cursor, work: next });
}

/**
 * Does one message of the queue `audit-tenants`. Running twice, or dying at any line, ends the same: the
 * message says only which row to look at.
 *
 * @throws PermanentError where there is no such run
 */
export async function runAuditTenant(
    deps: AuditDeps,
    { runId, tenantId, attempt }: QueueMessages['audit-tenants'],
    log: Log,
): Promise<void> {
    const task = await deps.audits.task(runId, tenantId);
    if (task === undefined) {
        if ((await deps.audits.get(runId)) === undefined) {
            throw new PermanentError('unknown-run', 'There is no such audit run (any more).');
        }
        // Done already; perhaps whoever did it died before finishing the run.
        await finishIfDone(deps, runId);
        return;
    }
    const { work } = task.value;
    switch (standing(work, attempt, deps.clock.now())) {
        case 'superseded':
            await sendAuditTenant(deps, task.value);
            return;
        case 'early':
            // Somebody may hold it, or may have died with it: whoever comes when it is due will see.
            await passOn(deps, task, { ...task.value, work: resent(work, new Date(work.dueAt)) });
            return;
        case 'act':
    }
    const run = await deps.audits.get(runId);
    if (run === undefined || run.value.status === 'finished') return;
    if (isPastDeadline(run.value, deps.settings.deadlineMinutes, deps.clock.now())) {
        await failAuditTenant(deps, { runId, tenantId }, 'deadline');
        return;
    }
    const held = await takeTask(deps, task);
    if (held !== undefined) await act(deps, held, task.value, log);
}
