import type { Row } from '../../shared/adapters/tables/table.ts';
import type { Stored } from '../../shared/ports/store.ts';

/** The rows of one partition key, which can be gone through in order without sorting them for every question. */
export interface MemoryPartition {
    get(rowKey: string): Stored<Row> | undefined;
    /** Puts a row there, or takes it away where there is none. */
    set(rowKey: string, row: Stored<Row> | undefined): void;
    inOrder(): [rowKey: string, row: Stored<Row>][];
}

export const memoryPartition = (): MemoryPartition => {
    const rows = new Map<string, Stored<Row>>();
    // As long as no key comes or goes.
    let order: string[] | undefined;
    return {
        get: (rowKey) => rows.get(rowKey),
        set(rowKey, row) {
            if (rows.has(rowKey) !== (row !== undefined)) order = undefined;
            if (row === undefined) rows.delete(rowKey);
            else rows.set(rowKey, row);
        },
        inOrder() {
            order ??= [...rows.keys()].sort();
            return order.flatMap((key) => {
                const row = rows.get(key);
                return row === undefined ? [] : [[key, row]];
            });
        },
    };
};
