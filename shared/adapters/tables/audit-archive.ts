import { odata } from '@azure/data-tables';
import { z } from 'zod';
import { lazily } from '../../lazily.ts';
import type { AuditArchive } from '../../ports/audit-archive.ts';
import { outcomeKey, runPartition } from './audit-run-rows.ts';
import { deleteChanges, FINISHED, OPEN } from './audit-runs.ts';
import { deleteRows } from './delete-rows.ts';
import { newestFirst } from './table.ts';
import type { Row, Table } from './table.ts';

const outcome = lazily(() => z.enum(['done', 'failed']));

const idOf = (row: Row): string => z.string().parse(row.id);

/** The other side of the table of audit runs: see `audit-runs.ts` for its layout. */
export function auditArchive(table: Table): AuditArchive {
    /** Of every run that there is. */
    async function* runIds(): AsyncIterable<string> {
        for await (const { value } of table.scan(odata`PartitionKey eq ${OPEN}`, [])) yield value.rowKey;
        for await (const { value } of table.scan(odata`PartitionKey eq ${FINISHED}`, ['id'])) yield idOf(value);
    }

    return {
        outcomeOf: async (runId, tenantId) => {
            const found = await table.get(runPartition(runId), outcomeKey(tenantId));
            return found && outcome().parse(found.value.outcome);
        },
        finishedBefore: async (before, most) => {
            // Later in the list is earlier in time.
            const from = `${newestFirst(before.toISOString())}~`;
            const filter = odata`PartitionKey eq ${FINISHED} and RowKey gt ${from}`;
            const { items } = await table.page({ filter, limit: most });
            return items.map(({ value }) => ({ runId: idOf(value), place: value.rowKey }));
        },
        drop: async ({ runId, place }) => {
            const partitionKey = runPartition(runId);
            await deleteRows(table, partitionKey, odata`PartitionKey eq ${partitionKey}`);
            await table.delete(FINISHED, place);
        },
        deleteTenant: async (tenantId) => {
            let deleted = 0;
            for await (const runId of runIds()) {
                deleted += await deleteChanges(table, runId, tenantId);
            }
            return deleted;
        },
    };
}
