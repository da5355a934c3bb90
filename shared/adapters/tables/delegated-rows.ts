import { z } from 'zod';
import type { AzureSubscription } from '../../ports/azure.ts';
import type { DelegationStore } from '../../ports/delegation-store.ts';
import { runPartition } from './audit-run-rows.ts';
import { rowReader, toColumns } from './row-codec.ts';
import { withPrefix } from './table.ts';
import type { Row, Table } from './table.ts';

const DELEGATED = 'delegated|';
/** Stands there once all of them do. */
const LISTED = 'delegations';
/** The most changes in an entity-group transaction. */
const AT_ONCE = 100;

const readDelegated = rowReader(() =>
    z.strictObject({
        subscriptionId: z.string(),
        tenantId: z.string(),
        displayName: z.string(),
        state: z.string(),
        quotaId: z.string().nullable().default(null),
    }),
);

const ofTenant = (tenantId: string): string => `${DELEGATED}${tenantId}|`;

const tenantOf = (rowKey: string): string => rowKey.split('|')[1] ?? '';

/** In the partition of the run, a row for each subscription: `delegated|{tenantId}|{subscriptionId}`. */
export function delegationStore(table: Table): DelegationStore {
    const rowOf = (runId: string, subscription: AzureSubscription): Row => ({
        partitionKey: runPartition(runId),
        rowKey: `${ofTenant(subscription.tenantId)}${subscription.subscriptionId}`,
        ...toColumns({ ...subscription }),
    });

    return {
        isNoted: async (runId) => (await table.get(runPartition(runId), LISTED)) !== undefined,
        note: async (runId, subscriptions) => {
            // By row key, as a transaction takes each row once: a list may name one twice.
            let rows = new Map<string, Row>();
            let isAny = false;
            const flush = async () => {
                const changes = [...rows.values()].map((row) => ({ kind: 'upsert', row }) as const);
                rows = new Map();
                await table.transact(runPartition(runId), changes);
            };
            for await (const subscription of subscriptions) {
                const row = rowOf(runId, subscription);
                rows.set(row.rowKey, row);
                isAny = true;
                if (rows.size === AT_ONCE) await flush();
            }
            await flush();
            await table.upsert({ partitionKey: runPartition(runId), rowKey: LISTED });
            return isAny;
        },
        tenants: async function* (runId) {
            let last = '';
            for await (const { value } of table.scan(withPrefix(runPartition(runId), DELEGATED), [])) {
                const tenantId = tenantOf(value.rowKey);
                if (tenantId !== last) yield tenantId;
                last = tenantId;
            }
        },
        tenantsIfFew: async (runId, most) => {
            const filter = withPrefix(runPartition(runId), DELEGATED);
            const { items, continuation } = await table.page({ filter, limit: most, select: [] });
            return continuation === undefined ? new Set(items.map(({ value }) => tenantOf(value.rowKey))) : undefined;
        },
        ofTenant: async (runId, tenantId) => {
            const found = new Map<string, AzureSubscription>();
            for await (const { value } of table.scan(withPrefix(runPartition(runId), ofTenant(tenantId)))) {
                const subscription = readDelegated(value);
                found.set(subscription.subscriptionId, subscription);
            }
            return found;
        },
        drop: async (runId) => {
            const partitionKey = runPartition(runId);
            let rowKeys: string[] = [];
            const flush = async () => {
                const gone = rowKeys.map((rowKey) => ({ kind: 'delete', rowKey }) as const);
                // Where somebody else drops them too, what they left goes one by one.
                if ((await table.transact(partitionKey, gone)) !== 'written') {
                    for (const rowKey of rowKeys) await table.delete(partitionKey, rowKey);
                }
                rowKeys = [];
            };
            for await (const { value } of table.scan(withPrefix(partitionKey, DELEGATED), [])) {
                if (rowKeys.push(value.rowKey) === AT_ONCE) await flush();
            }
            await flush();
        },
    };
}
