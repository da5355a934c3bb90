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

async function* tasksOf(deps: AuditDeps, runId: string): AsyncIterable<TenantTask> {
    for await (const { tenantId } of deps.customers.all()) {
        yield { runId, tenantId, work: newWork(deps.clock.now()), cursor: null, begun: false };
    }
}

/**
 * Every tenant that Azure Lighthouse shows us is a customer. Where our own tenant does not tell now, the next run asks
 * again: that stands in nobody's way.
 */
async function addDelegated(deps: AuditDeps, runId: string, log: Log): Promise<void> {
    try {
        for await (const tenantId of deps.delegations.tenants(runId)) {
            if ((await deps.customers.noteDelegated(tenantId)) === 'added') {
                log.info('a tenant is delegated to us, and a customer from now on', { tenantId });
            }
        }
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        log.warn('delegations could not be listed', { runId, kind: error.kind, error: error.message });
    }
}

/** Sends what is due. What the broker does not take is recorded all the same: the sweep sends it. */
async function sendDue(deps: AuditDeps, runId: string, log: Log): Promise<void> {
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
    for await (const { value } of deps.audits.pending(runId)) {
        if (Date.parse(value.work.dueAt) > deps.clock.now().getTime()) continue;
        if (batch.push(value) === SENDS_AT_ONCE) await flush();
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
    await addDelegated(deps, id, log);
    const expected = await deps.audits.addTasks(id, tasksOf(deps, id), isNew);
    await sendDue(deps, id, log);
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
