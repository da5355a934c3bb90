import { RestError } from '@azure/data-tables';
import type { TableClient, TableEntityResult, TableTransactionResponse, TransactionAction } from '@azure/data-tables';
import { UnavailableError } from '../../domain/errors.ts';
import type { Page, Stored } from '../../ports/store.ts';
import { lazily } from '../../lazily.ts';
import { checkContinuation } from './continuation.ts';

export type Columns = Record<string, string | number | boolean | undefined>;
export type Row = Columns & { partitionKey: string; rowKey: string };

/** One step of an entity-group transaction; with `etag` a replace is conditional. */
export type Change =
    | { kind: 'insert'; row: Row }
    | { kind: 'upsert'; row: Row }
    | { kind: 'replace'; row: Row; etag: string }
    | { kind: 'delete'; rowKey: string };

export type WriteResult = 'written' | 'conflict' | 'exists';

/** A table, reduced to what the stores need; made on first use where it is not there yet. */
export interface Table {
    get(partitionKey: string, rowKey: string): Promise<Stored<Row> | undefined>;
    /** @param tags takes the row's tag by its row key, where it was written and the service tells it */
    insert(row: Row, tags?: Map<string, string>): Promise<'written' | 'exists'>;
    upsert(row: Row): Promise<void>;
    /** @param tags takes the row's new tag by its row key, where it was written and the service tells it */
    replace(row: Row, etag: string, tags?: Map<string, string>): Promise<'written' | 'conflict'>;
    delete(partitionKey: string, rowKey: string, etag?: string): Promise<'written' | 'conflict'>;
    /**
     * All or nothing; at most 100 changes, one partition.
     *
     * @param tags takes the new tag of each written row by its row key, where the service tells it
     */
    transact(partitionKey: string, changes: readonly Change[], tags?: Map<string, string>): Promise<WriteResult>;
    /** One page in key order, at most `limit` rows, perhaps fewer. `filter` is OData; build it with the `odata` tag of the SDK. */
    page(options: {
        filter?: string;
        limit: number;
        continuation?: string | undefined;
        select?: readonly string[] | undefined;
    }): Promise<Page<Stored<Row>>>;
    /**
     * Every row that fits, page by page, without holding them all.
     *
     * @param select the columns that are read, beside the keys; all of them where it is absent
     */
    scan(filter: string, select?: readonly string[]): AsyncIterable<Stored<Row>>;
}

/** What a query asks for: the keys always. */
const queryOf = (filter: string | undefined, select: readonly string[] | undefined) => ({
    queryOptions: {
        ...(filter === undefined ? {} : { filter }),
        ...(select === undefined ? {} : { select: ['PartitionKey', 'RowKey', ...select] }),
    },
});

/** Table Storage refuses to be asked for more rows at once. */
const LONGEST_PAGE = 1_000;

const statusOf = (error: unknown): number | undefined => (error instanceof RestError ? error.statusCode : undefined);

/** Anything that is not an answer about the row itself means that the store cannot be used now. */
function unavailable(error: unknown): unknown {
    const status = statusOf(error);
    const isOutage =
        error instanceof RestError && (status === undefined || status === 408 || status === 429 || status >= 500);
    return isOutage ? new UnavailableError('The table store cannot be reached.', { cause: error }) : error;
}

async function attempt<T>(operation: () => Promise<T>): Promise<T> {
    try {
        return await operation();
    } catch (error) {
        throw unavailable(error);
    }
}

/** Some statuses are ordinary results: a row that is not there, a race that was lost. */
async function expecting<T, Ordinary>(
    operation: () => Promise<T>,
    ordinary: Readonly<Record<number, Ordinary>>,
): Promise<T | Ordinary> {
    return await attempt(async () => {
        try {
            return await operation();
        } catch (error) {
            const status = statusOf(error);
            if (status !== undefined && status in ordinary) return ordinary[status] as Ordinary;
            throw error;
        }
    });
}

const stored = ({ etag, partitionKey = '', rowKey = '', ...columns }: TableEntityResult<Columns>): Stored<Row> => {
    const value: Row = { partitionKey, rowKey };
    // The service adds columns of its own to those that were written.
    for (const name in columns) {
        if (name !== 'timestamp' && !name.startsWith('odata.')) value[name] = columns[name];
    }
    return { value, etag };
};

function action(partitionKey: string, change: Change): TransactionAction {
    switch (change.kind) {
        case 'insert':
            return ['create', change.row];
        case 'upsert':
            return ['upsert', change.row, 'Replace'];
        case 'replace':
            return ['update', change.row, 'Replace', { etag: change.etag }];
        case 'delete':
            return ['delete', { partitionKey, rowKey: change.rowKey }];
    }
}

const noteTag = (tags: Map<string, string> | undefined, { rowKey }: Row, { etag }: { etag?: string }): void => {
    if (etag !== undefined) tags?.set(rowKey, etag);
};

/** The answers to a transaction stand in the order of its changes; the SDK's look-up by row key wants it escaped. */
function collectTags(
    tags: Map<string, string>,
    changes: readonly Change[],
    { subResponses }: TableTransactionResponse,
) {
    if (subResponses.length !== changes.length) return;
    changes.forEach((change, index) => {
        const etag = subResponses[index]?.etag;
        if (change.kind !== 'delete' && etag !== undefined) tags.set(change.row.rowKey, etag);
    });
}

/**
 * @param open makes the client of the real SDK, once, with the first question: few starts use every table
 * @throws UnavailableError from every operation while the store cannot be reached
 */
export function tableOver(open: () => TableClient): Table {
    const client = lazily(open);
    let made: Promise<void> | undefined;
    const ready = async (): Promise<TableClient> => {
        made ??= client().createTable();
        try {
            await made;
            return client();
        } catch (error) {
            made = undefined;
            throw unavailable(error);
        }
    };

    return {
        get: async (partitionKey, rowKey) => {
            const table = await ready();
            const found = await expecting(() => table.getEntity<Columns>(partitionKey, rowKey), { 404: undefined });
            return found && stored(found);
        },
        insert: async (row, tags) => {
            const table = await ready();
            const result = await expecting(() => table.createEntity(row), { 409: 'exists' as const });
            if (result === 'exists') return 'exists';
            noteTag(tags, row, result);
            return 'written';
        },
        upsert: async (row) => {
            const table = await ready();
            await attempt(() => table.upsertEntity(row, 'Replace'));
        },
        replace: async (row, etag, tags) => {
            const table = await ready();
            const lost = { 404: 'conflict' as const, 412: 'conflict' as const };
            const result = await expecting(() => table.updateEntity(row, 'Replace', { etag }), lost);
            if (result === 'conflict') return 'conflict';
            noteTag(tags, row, result);
            return 'written';
        },
        delete: async (partitionKey, rowKey, etag) => {
            const table = await ready();
            const result = await expecting(
                () => table.deleteEntity(partitionKey, rowKey, etag === undefined ? {} : { etag }),
                {
                    404: 'gone' as const,
                    412: 'conflict' as const,
                },
            );
            return result === 'conflict' ? 'conflict' : 'written';
        },
        transact: async (partitionKey, changes, tags) => {
            if (changes.length === 0) return 'written';
            const table = await ready();
            const result = await expecting(
                () => table.submitTransaction(changes.map((change) => action(partitionKey, change))),
                { 404: 'conflict' as const, 409: 'exists' as const, 412: 'conflict' as const },
            );
            if (result === 'conflict' || result === 'exists') return result;
            if (tags !== undefined) collectTags(tags, changes, result);
            return 'written';
        },
        page: async ({ filter, limit, continuation, select }) => {
            const table = await ready();
            const maxPageSize = Math.min(limit, LONGEST_PAGE);
            const pages = table
                .listEntities<Columns>(queryOf(filter, select))
                .byPage(
                    continuation === undefined
                        ? { maxPageSize }
                        : { maxPageSize, continuationToken: checkContinuation(continuation) },
                );
            const first = await attempt(() => pages.next());
            if (first.done === true) return { items: [] };
            const page = first.value;
            return {
                items: page.map(stored),
                ...(page.continuationToken === undefined ? {} : { continuation: page.continuationToken }),
            };
        },
        scan: async function* (filter, select) {
            const table = await ready();
            try {
                for await (const entity of table.listEntities<Columns>(queryOf(filter, select))) yield stored(entity);
            } catch (error) {
                throw unavailable(error);
            }
        },
    };
}

/** The rows of one partition whose row key begins with `prefix`. */
export const withPrefix = (partitionKey: string, prefix: string): string => {
    const quoted = (value: string) => value.replaceAll("'", "''");
    // The last character of the prefix raised by one ends the range.
    const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
    return `PartitionKey eq '${quoted(partitionKey)}' and RowKey ge '${quoted(prefix)}' and RowKey lt '${quoted(end)}'`;
};

/** Sorts newest first where keys sort ascending. */
export const newestFirst = (at: string): string => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0');
