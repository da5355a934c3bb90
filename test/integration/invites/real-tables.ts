import { randomBytes } from 'node:crypto';
import { startTables } from '../../../local/tables.ts';
import type { LocalTables } from '../../../local/tables.ts';
import { tableClient } from '../../../shared/adapters/tables/client.ts';
import { tableOver } from '../../../shared/adapters/tables/table.ts';
import type { Table } from '../../../shared/adapters/tables/table.ts';
import { memoryTable } from '../../support/memory-table.ts';

/** Makes tables that nothing stands in yet. */
export interface TableMaker {
    open(): Promise<void>;
    table(): Table;
    close(): Promise<void>;
}

/** Table Storage, through the real client. */
export function realTables(): TableMaker {
    let tables: LocalTables | undefined;
    return {
        open: async () => {
            tables = await startTables({ port: 0, dir: undefined });
        },
        table: () => {
            if (tables === undefined) throw new Error('The tables are not open.');
            const connection = { kind: 'connection-string', connectionString: tables.connectionString } as const;
            const noCredential = () => {
                throw new Error('A connection string needs no credential.');
            };
            return tableOver(() => tableClient(connection, noCredential, `t${randomBytes(8).toString('hex')}`));
        },
        close: async () => {
            await tables?.close();
        },
    };
}

export const tablesInMemory = (): TableMaker => ({
    open: () => Promise.resolve(),
    table: memoryTable,
    close: () => Promise.resolve(),
});

/** What a suite is held against: the real thing, and its stand-in. */
export const BOTH: [string, () => TableMaker][] = [
    ['Table Storage', realTables],
    ['the table in memory', tablesInMemory],
];
