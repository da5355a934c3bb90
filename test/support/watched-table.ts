import type { Table } from '../../shared/adapters/tables/table.ts';

/** What a wrapped table does with each call; throwing stands for a crash or an outage before it. */
export type OnCall = (call: { operation: keyof Table; isWrite: boolean; rows: number }) => void;

/** A real table with somebody watching each call. */
export function watchedTable(table: Table, onCall: OnCall): Table {
    const saw = (operation: keyof Table, isWrite: boolean, rows = 1) => onCall({ operation, isWrite, rows });
    return {
        get: async (...args) => {
            saw('get', false);
            return await table.get(...args);
        },
        insert: async (...args) => {
            saw('insert', true);
            return await table.insert(...args);
        },
        upsert: async (row) => {
            saw('upsert', true);
            await table.upsert(row);
        },
        replace: async (...args) => {
            saw('replace', true);
            return await table.replace(...args);
        },
        delete: async (...args) => {
            saw('delete', true);
            return await table.delete(...args);
        },
        transact: async (partitionKey, changes, tags) => {
            if (changes.length > 0) saw('transact', true, changes.length);
            return await table.transact(partitionKey, changes, tags);
        },
        page: async (options) => {
            saw('page', false);
            return await table.page(options);
        },
        scan: async function* (filter, select) {
            saw('scan', false);
            yield* table.scan(filter, select);
        },
    };
}
