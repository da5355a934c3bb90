import type { AuditRun, TenantTask } from '../../domain/audit-run.ts';
import { UnavailableError } from '../../domain/errors.ts';
import { newWork } from '../../domain/work.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { Stored } from '../../ports/store.ts';
import pLimit from 'p-limit';
import type { AuditDeps } from './audit-deps.ts';
import { finishIfDone } from './finish-audit.ts';
import { sendAuditTenant } from './send-audit-tenant.ts';

const SENDS_AT_ONCE = 16;
/** So many tasks are sent as they were put down; more are read again, for no process holds them all. */
const MOST_HELD = 1_000;

/** @param held takes the first of them, one more than {@link MOST_HELD} at most */
async function* tasksOf(deps: AuditDeps, runId: string, held: TenantTask[] = []): AsyncIterable<TenantTask> {
    for await (const { tenantId } of deps.customers.all()) {
        const task = { runId, tenantId, work: newWork(deps.clock.now()), cursor: null, begun: false };
        if (held.length <= MOST_HELD) held.push(task);
        yield task;
    }
}

/**
 * Every tenant that Azure Lighthouse shows us is a customer. Where our own tenant does not tell now, the next run asks
 * again: that stands in nobody's way.
 *
 * @returns whether there are any that were none before
 */
async function addDelegated(deps: AuditDeps, runId: string, log: Log): Promise<boolean> {
    let isAnyAdded = false;
    try {
        for await (const tenantId of deps.delegations.tenants(runId)) {
            if ((await deps.customers.noteDelegated(tenantId)) !== 'added') continue;
            isAnyAdded = true;
            log.info('a tenant is delegated to us, and a customer from now on', { tenantId });
        }
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        log.warn('delegations could not be listed', { runId, kind: error.kind, error: error.message });
    }
    return isAnyAdded;
}

/** Those that are due, as they stand in the store. */
async function* dueTasks(deps: AuditDeps, runId: string): AsyncIterable<TenantTask> {
    for await (const { value } of deps.audits.pending(runId)) {
        if (Date.parse(value.work.dueAt) <= deps.clock.now().getTime()) yield value;
    }
}

/** Sends these. What the broker does not take is recorded all the same: the sweep sends it. */
async function sendAll(
    deps: AuditDeps,
    runId: string,
    tasks: AsyncIterable<TenantTask> | Iterable<TenantTask>,
    log: Log,
): Promise<void> {
    const limit = pLimit(SENDS_AT_ONCE);
    let unsent = 0;
    const send = async (task: TenantTask) => {
        try {
            await sendAuditTenant(deps, task);
        } catch (error) {
            if (!(error instanceof UnavailableError)) throw error;
            unsent += 1;
        }
    };
    let batch: TenantTask[] = [];
    const flush = async () => {
        await limit.map(batch, send);
        batch = [];
    };
    for await (const task of tasks) {
        if (batch.push(task) === SENDS_AT_ONCE) await flush();
        // One that is away stays away for the rest of them too.
        if (unsent > 0) break;
    }
    await flush();
    if (unsent > 0) log.warn('the broker is away, the sweep will send what is left', { runId });
}

/**
 * Puts a run's tenants down, sends them, and lets it run; continues one that was left half-way.
 *
 * @param isNew nobody began before
 */
export async function planAudit(deps: AuditDeps, run: Stored<AuditRun>, log: Log, isNew = false): Promise<void> {
    const { id } = run.value;
    const held: TenantTask[] = [];
    const [isAnyAdded, found] = await Promise.all([
        addDelegated(deps, id, log),
        deps.audits.addTasks(id, tasksOf(deps, id, held), isNew),
    ]);
    // Perhaps without those that came just now.
    const expected = isAnyAdded ? await deps.audits.addTasks(id, tasksOf(deps, id)) : found;
    const isHeld = isNew && !isAnyAdded && held.length <= MOST_HELD;
    await sendAll(deps, id, isHeld ? held : dueTasks(deps, id), log);
    await deps.audits.replace(run, { ...run.value, status: 'running', expected });
    await finishIfDone(deps, id);
}

/**
 * Starts an audit of every customer.
 *
 * @returns the run as it stands; with no customers it has finished already
 */
export async function startAudit(deps: AuditDeps, log: Log): Promise<AuditRun> {
    const id = deps.random.bytes(16).toString('hex');
    const startedAt = deps.clock.now().toISOString();
    const run: AuditRun = {
        id,
        status: 'planning',
        startedAt,
        planningSince: startedAt,
        finishedAt: null,
        expected: 0,
        result: null,
    };
    const opened = await deps.audits.open(run);
    if (opened !== undefined) await planAudit(deps, opened, log, true);
    return (await deps.audits.get(id))?.value ?? run;
}
