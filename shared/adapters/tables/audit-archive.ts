import { odata } from '@azure/data-tables';
import { z } from 'zod';
import type { AuditArchive } from '../../ports/audit-archive.ts';
import { FINISHED, outcomeKey, runPartition } from './audit-runs.ts';
import { newestFirst } from './table.ts';
import type { Table } from './table.ts';

/** The most changes in an entity-group transaction. */
const AT_ONCE = 100;

const outcome = z.enum(['done', 'failed']);

/** The other side of the table of audit runs: see `audit-runs.ts` for its layout. */
export function auditArchive(table: Table): AuditArchive {
    async function deleteRows(partitionKey: string, rowKeys: readonly string[]): Promise<void> {
        const result = await table.transact(
            partitionKey,
            rowKeys.map((rowKey) => ({ kind: 'delete', rowKey })),
        );
        if (result === 'written') return;
        // Somebody else is at the same.
        for (const rowKey of rowKeys) await table.delete(partitionKey, rowKey);
    }

    return {
        outcomeOf: async (runId, tenantId) => {
            const found = await table.get(runPartition(runId), outcomeKey(tenantId));
            return found && outcome.parse(found.value.outcome);
        },
        finishedBefore: async (before, most) => {
            // Later in the list is earlier in time.
            const from = `${newestFirst(before.toISOString())}~`;
            const filter = odata`PartitionKey eq ${FINISHED} and RowKey gt ${from}`;
            const { items } = await table.page({ filter, limit: most });
            return items.map(({ value }) => ({ runId: z.string().parse(value.id), place: value.rowKey }));
        },
        drop: async ({ runId, place }) => {
            const partitionKey = runPartition(runId);
            let batch: string[] = [];
            for await (const { value } of table.scan(odata`PartitionKey eq ${partitionKey}`, [])) {
                if (batch.push(value.rowKey) < AT_ONCE) continue;
                await deleteRows(partitionKey, batch);
                batch = [];
            }
            await deleteRows(partitionKey, batch);
            await table.delete(FINISHED, place);
        },
    };
}
