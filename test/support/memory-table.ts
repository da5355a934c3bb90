import type { Change, Row, Table, WriteResult } from '../../shared/adapters/tables/table.ts';
import type { Stored } from '../../shared/ports/store.ts';

const COMPARISON = /^(\w+) (eq|ne|gt|ge|lt|le) ('(?:[^']|'')*'|true|false|\d+)$/;

const literal = (text: string): string | number | boolean => {
    if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
    return text === 'true' || text === 'false' ? text === 'true' : Number(text);
};

/** One comparison of OData, as far as the stores use it. */
function comparison(text: string): (row: Row) => boolean {
    const [, name = '', operator, given] = COMPARISON.exec(text.trim()) ?? [];
    if (given === undefined) throw new Error(`The table in memory does not understand: ${text}`);
    const column = { PartitionKey: 'partitionKey', RowKey: 'rowKey' }[name] ?? name;
    const wanted = literal(given);
    return (row) => {
        const value = row[column];
        if (value === undefined) return false;
        switch (operator) {
            case 'eq':
                return value === wanted;
            case 'ne':
                return value !== wanted;
            case 'gt':
                return value > wanted;
            case 'ge':
                return value >= wanted;
            case 'lt':
                return value < wanted;
            default:
                return value <= wanted;
        }
    };
}

/** A comparison, or alternatives in parentheses. */
function term(text: string): (row: Row) => boolean {
    const [, inner] = /^\((.*)\)$/.exec(text.trim()) ?? [];
    if (inner === undefined) return comparison(text);
    const any = inner.split(' or ').map(comparison);
    return (row) => any.some((fits) => fits(row));
}

const filterOf = (filter: string | undefined): ((row: Row) => boolean) => {
    const all = filter === undefined ? [] : filter.split(' and ').map(term);
    return (row) => all.every((fits) => fits(row));
};

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
    let rows = new Map<string, Stored<Row>>();
    let version = 0;

    const find = (partitionKey: string, rowKey: string) => rows.get(keyOf(partitionKey, rowKey));
    const put = (row: Row) => {
        version += 1;
        const given = Object.entries(row).filter(([, value]) => value !== undefined);
        const value = { ...Object.fromEntries(given), partitionKey: row.partitionKey, rowKey: row.rowKey };
        rows.set(keyOf(row.partitionKey, row.rowKey), { value, etag: `W/"${version}"` });
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
                rows.delete(keyOf(partitionKey, rowKey));
        }
    }

    function all(partitionKey: string, changes: readonly Change[]): WriteResult {
        const before = new Map(rows);
        try {
            for (const change of changes) apply(partitionKey, change);
            return 'written';
        } catch (error) {
            rows = before;
            if (error instanceof Refused) return error.result;
            throw error;
        }
    }

    const copy = (found: Stored<Row>, select?: readonly string[]): Stored<Row> => {
        const { partitionKey, rowKey } = found.value;
        const columns = Object.entries(found.value).filter(([name]) => select === undefined || select.includes(name));
        return { value: { ...Object.fromEntries(columns), partitionKey, rowKey }, etag: found.etag };
    };
    const sorted = (filter: string | undefined, select?: readonly string[]) => {
        const fits = filterOf(filter);
        return [...rows]
            .filter(([, { value }]) => fits(value))
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, found]) => ({ key, found: copy(found, select) }));
    };

    return {
        get: async (partitionKey, rowKey) => {
            await Promise.resolve();
            const found = find(partitionKey, rowKey);
            return found && copy(found);
        },
        insert: async (row) => {
            await Promise.resolve();
            return all(row.partitionKey, [{ kind: 'insert', row }]) === 'written' ? 'written' : 'exists';
        },
        upsert: async (row) => {
            await Promise.resolve();
            put(row);
        },
        replace: async (row, etag) => {
            await Promise.resolve();
            return all(row.partitionKey, [{ kind: 'replace', row, etag }]) === 'written' ? 'written' : 'conflict';
        },
        delete: async (partitionKey, rowKey, etag) => {
            await Promise.resolve();
            const found = find(partitionKey, rowKey);
            if (found !== undefined && etag !== undefined && found.etag !== etag) return 'conflict';
            rows.delete(keyOf(partitionKey, rowKey));
            return 'written';
        },
        transact: async (partitionKey, changes, tags) => {
            await Promise.resolve();
            const result = all(partitionKey, changes);
            for (const change of result === 'written' ? changes : []) {
                if (change.kind === 'delete') continue;
                tags?.set(change.row.rowKey, find(partitionKey, change.row.rowKey)?.etag ?? '');
            }
            return result;
        },
        page: async ({ filter, limit, continuation, select }) => {
            await Promise.resolve();
            const after = sorted(filter, select).filter(({ key }) => continuation === undefined || key > continuation);
            const page = after.slice(0, limit);
            const last = page.at(-1);
            return {
                items: page.map(({ found }) => found),
                ...(last !== undefined && after.length > limit ? { continuation: last.key } : {}),
            };
        },
        scan: async function* (filter, select) {
            await Promise.resolve();
            for (const { found } of sorted(filter, select)) yield found;
        },
    };
}
