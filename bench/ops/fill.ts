import type { TableClient, TransactionAction } from '@azure/data-tables';
import pLimit from 'p-limit';
import { outcomeKey, runPartition } from '../../shared/adapters/tables/audit-run-rows.ts';
import { auditStore } from '../../shared/adapters/tables/audit-runs.ts';
import { toColumns } from '../../shared/adapters/tables/row-codec.ts';
import { tableOver } from '../../shared/adapters/tables/table.ts';
import { noTotals } from '../../shared/domain/audit-run.ts';
import type { SubscriptionRecord } from '../../shared/domain/subscription-record.ts';
import type { Stack } from '../stack.ts';
import { makeTenants } from '../world.ts';
import type { BenchTenant } from '../world.ts';
import {
    customerActions,
    finishedRun,
    inviteActions,
    missingActions,
    outcomeOf,
    recordActions,
    recordsOf,
} from './rows.ts';

/** How much there is behind the operations pages. */
export interface Filling {
    tenants: number;
    subscriptionsEach: number;
    invites: number;
    /** Finished audits. */
    runs: number;
}

const AT_ONCE = 100;
const WRITES_AT_ONCE = 8;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Many rows of one partition, so many in a transaction. */
async function write(client: TableClient, actions: readonly TransactionAction[]): Promise<void> {
    for (let start = 0; start < actions.length; start += AT_ONCE) {
        await client.submitTransaction(actions.slice(start, start + AT_ONCE));
    }
}

/** Everything of one partition is written together. */
async function writeByPartition(client: TableClient, actions: readonly TransactionAction[]): Promise<void> {
    const byPartition = Map.groupBy(actions, ([, row]) => row.partitionKey);
    await pLimit(WRITES_AT_ONCE).map([...byPartition.values()], (some) => write(client, some));
}

async function writeInvites({ table }: Stack, tenants: readonly BenchTenant[], count: number): Promise<void> {
    const subscriptions = tenants.flatMap(({ tenantId, subscriptionIds }) =>
        subscriptionIds.map((subscriptionId) => ({ tenantId, subscriptionId })),
    );
    const each = Math.max(1, Math.floor(subscriptions.length / count));
    const invited = subscriptions.filter((_, n) => n % each === 0).slice(0, count);
    await writeByPartition(await table('invites'), invited.flatMap(inviteActions));
}

async function writeRuns(
    { table }: Stack,
    known: ReadonlyMap<string, readonly SubscriptionRecord[]>,
    runs: number,
    now: number,
): Promise<void> {
    const client = await table('auditruns');
    const store = auditStore(tableOver(() => client));
    const outcomes = [...known].map(([tenantId, records]) => outcomeOf(tenantId, records));
    const totals = noTotals();
    for (const { totals: more } of outcomes) {
        for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += more[key];
    }
    for (let back = runs - 1; back >= 0; back -= 1) {
        const id = `filled-${back}`;
        const run = finishedRun(id, new Date(now - back * DAY_MS).toISOString(), outcomes.length, totals);
        await store.open(run);
        if (back === 0) {
            const rows = outcomes.map(({ tenantId, ...outcome }): TransactionAction => [
                'upsert',
                { partitionKey: runPartition(id), rowKey: outcomeKey(tenantId), ...toColumns(outcome) },
                'Replace',
            ]);
            await write(client, rows);
        }
        await store.noteFinished(run);
        await store.close(id);
    }
}

/** Writes past the app what audits and invites would have left behind, by the app's own rows. */
export async function fill(stack: Stack, { tenants: count, subscriptionsEach, invites, runs }: Filling): Promise<void> {
    const now = Date.now();
    const tenants = makeTenants(count, subscriptionsEach);
    const known = new Map(tenants.map((tenant) => [tenant.tenantId, recordsOf(tenant, now)]));
    const records = [...known.values()];
    await writeByPartition(await stack.table('customers'), tenants.flatMap(customerActions));
    await writeByPartition(await stack.table('subscriptions'), records.flatMap(recordActions));
    await write(await stack.table('missingpartners'), records.flatMap(missingActions));
    await writeInvites(stack, tenants, invites);
    await writeRuns(stack, known, runs, now);
}
