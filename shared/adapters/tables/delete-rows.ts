import type { Table } from './table.ts';

/** The most changes in an entity-group transaction. */
const AT_ONCE = 100;

async function deleteBatch(table: Table, partitionKey: string, rowKeys: readonly string[]): Promise<void> {
    const result = await table.transact(
        partitionKey,
        rowKeys.map((rowKey) => ({ kind: 'delete', rowKey })),
    );
    if (result === 'written') return;
    // Somebody else is at the same.
    for (const rowKey of rowKeys) await table.delete(partitionKey, rowKey);
}

/**
 * Deletes what fits of one partition, in as few transactions as there can be.
 *
 * @param filter of rows of this partition alone
 * @returns how many rows that were
 */
export async function deleteRows(table: Table, partitionKey: string, filter: string): Promise<number> {
    let deleted = 0;
    let batch: string[] = [];
    const flush = async () => {
        await deleteBatch(table, partitionKey, batch);
        deleted += batch.length;
        batch = [];
    };
    for await (const { value } of table.scan(filter, [])) {
        if (batch.push(value.rowKey) === AT_ONCE) await flush();
    }
    await flush();
    return deleted;
}
