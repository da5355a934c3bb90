import type { Change, Row, Table, WriteResult } from '../../shared/adapters/tables/table.ts';
import type { Stored } from '../../shared/ports/store.ts';
import { memoryPartition, type MemoryPartition } from './memory-partition.ts';
import { filterOf } from './memory-table-filter.ts';

const keyOf = (partitionKey: string, rowKey: string): string => `${partitionKey}\u0000${rowKey}`;

/** Thrown through a transaction to undo it. */
class Refused extends Error {
    readonly result: Exclude<WriteResult, 'written'>;

    constructor(result: Exclude<WriteResult, 'written'>) {
        super(result);
        this.result = result;
    }
}

/** A table in memory, for tests that need thousands of calls; the same suite holds it and the real one. */
export function memoryTable(): Table {
    const partitions = new Map<string, MemoryPartition>();
    let version = 0;

    const partitionOf = (partitionKey: string): MemoryPartition => {
        const known = partitions.get(partitionKey) ?? memoryPartition();
        partitions.set(partitionKey, known);
        return known;
    };
    const find = (partitionKey: string, rowKey: string) => partitions.get(partitionKey)?.get(rowKey);
    const put = (row: Row) => {
        version += 1;
        const given = Object.entries(row).filter(([, value]) => value !== undefined);
        const value = { ...Object.fromEntries(given), partitionKey: row.partitionKey, rowKey: row.rowKey };
        partitionOf(row.partitionKey).set(row.rowKey, { value, etag: `W/"${version}"` });
    };

    function apply(partitionKey: string, change: Change): void {
        const rowKey = change.kind === 'delete' ? change.rowKey : change.row.rowKey;
        const found = find(partitionKey, rowKey);
        switch (change.kind) {
            case 'insert':
                if (found !== undefined) throw new Refused('exists');
                put(change.row);
                return;
            case 'upsert':
                put(change.row);
                return;
            case 'replace':
                if (found?.etag !== change.etag) throw new Refused('conflict');
                put(change.row);
                return;
            case 'delete':
                if (found === undefined) throw new Refused('conflict');
                partitionOf(partitionKey).set(rowKey, undefined);
        }
    }

    function all(partitionKey: string, changes: readonly Change[]): WriteResult {
        const before = new Map<string, Stored<Row> | undefined>();
        try {
            for (const change of changes) {
                const rowKey = change.kind === 'delete' ? change.rowKey : change.row.rowKey;
                if (!before.has(rowKey)) before.set(rowKey, find(partitionKey, rowKey));
                apply(partitionKey, change);
            }
            return 'written';
        } catch (error) {
            for (const [rowKey, row] of before) partitionOf(partitionKey).set(rowKey, row);
            if (error instanceof Refused) return error.result;
            throw error;
        }
    }

    const copy = (found: Stored<Row>, select?: readonly string[]): Stored<Row> => {
        const { partitionKey, rowKey } = found.value;
        const columns = Object.entries(found.value).filter(([name]) => select === undefined || select.includes(name));
        return { value: { ...Object.fromEntries(columns), partitionKey, rowKey }, etag: found.etag };
    };
    const noteTag = (tags: Map<string, string> | undefined, { partitionKey, rowKey }: Row): void => {
        tags?.set(rowKey, find(partitionKey, rowKey)?.etag ?? '');
    };
    /** In the order of their keys, as they stand now. */
    const matching = (filter: string | undefined) => {
        const { partitionKey, fits } = filterOf(filter);
        const asked = partitionKey === undefined ? [...partitions.keys()].sort() : [partitionKey];
        return asked.flatMap((key) =>
            (partitions.get(key)?.inOrder() ?? [])
                .filter(([, { value }]) => fits(value))
                .map(([rowKey, found]) => ({ key: keyOf(key, rowKey), found })),
        );
    };

    return {
        get: async (partitionKey, rowKey) => {
            await Promise.resolve();
            const found = find(partitionKey, rowKey);
            return found && copy(found);
        },
        insert: async (row, tags) => {
            await Promise.resolve();
            if (all(row.partitionKey, [{ kind: 'insert', row }]) !== 'written') return 'exists';
            noteTag(tags, row);
            return 'written';
        },
        upsert: async (row) => {
            await Promise.resolve();
            put(row);
        },
        replace: async (row, etag, tags) => {
            await Promise.resolve();
            if (all(row.partitionKey, [{ kind: 'replace', row, etag }]) !== 'written') return 'conflict';
            noteTag(tags, row);
            return 'written';
        },
        delete: async (partitionKey, rowKey, etag) => {
            await Promise.resolve();
            const found = find(partitionKey, rowKey);
            if (found !== undefined && etag !== undefined && found.etag !== etag) return 'conflict';
            partitionOf(partitionKey).set(rowKey, undefined);
            return 'written';
        },
        transact: async (partitionKey, changes, tags) => {
            await Promise.resolve();
            const result = all(partitionKey, changes);
            for (const change of result === 'written' ? changes : []) {
                if (change.kind !== 'delete') noteTag(tags, change.row);
            }
            return result;
        },
        page: async ({ filter, limit, continuation, select }) => {
            await Promise.resolve();
            const after = matching(filter).filter(({ key }) => continuation === undefined || key > continuation);
            const page = after.slice(0, limit);
            const last = page.at(-1);
            return {
                items: page.map(({ found }) => copy(found, select)),
                ...(last !== undefined && after.length > limit ? { continuation: last.key } : {}),
            };
        },
        scan: async function* (filter, select) {
            await Promise.resolve();
            for (const { found } of matching(filter)) yield copy(found, select);
        },
    };
}
