import type { Change, Table, WriteResult } from './table.ts';

/** The most changes in an entity-group transaction. */
const AT_ONCE = 100;

/** As many transactions as it takes; what was written stays where a later one is refused. */
export async function transactAll(
    table: Table,
    partitionKey: string,
    changes: readonly Change[],
): Promise<WriteResult> {
    for (let start = 0; start < changes.length; start += AT_ONCE) {
        const result = await table.transact(partitionKey, changes.slice(start, start + AT_ONCE));
        if (result !== 'written') return result;
    }
    return 'written';
}
