import type { Change, Table, WriteResult } from './table.ts';

/** The most changes in an entity-group transaction. */
const AT_ONCE = 100;

/**
 * As many transactions as it takes; what was written stays where a later one is refused.
 *
 * @param changes taken as they are made, so that the rows of one transaction go before those of the next come
 */
export async function transactAll(table: Table, partitionKey: string, changes: Iterable<Change>): Promise<WriteResult> {
    let batch: Change[] = [];
    for (const change of changes) {
        if (batch.push(change) < AT_ONCE) continue;
        const result = await table.transact(partitionKey, batch);
        if (result !== 'written') return result;
        batch = [];
    }
    return batch.length === 0 ? 'written' : await table.transact(partitionKey, batch);
}
