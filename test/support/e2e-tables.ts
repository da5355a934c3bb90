import { TableClient, TableServiceClient } from '@azure/data-tables';
import { isRestError } from '@azure/core-rest-pipeline';
import { waitFor, type Stack } from './stack.ts';

const insecure = { allowInsecureConnection: true };

/** A row as it stands in a table, its etag and time stamp included. */
export type TableRow = Record<string, unknown> & { partitionKey: string; rowKey: string; etag: string };

export const tableOf = async (stack: Stack, name: string): Promise<TableClient> =>
    TableClient.fromConnectionString((await stack.run()).tables, name, insecure);

/** Every row of a table; none where the table was not made yet. */
export const rowsOf = async (stack: Stack, name: string): Promise<TableRow[]> => {
    const rows: TableRow[] = [];
    try {
        for await (const row of (await tableOf(stack, name)).listEntities()) rows.push(row as TableRow);
    } catch (error) {
        if (isRestError(error) && error.statusCode === 404) return [];
        throw error;
    }
    return rows;
};

/** Every row of every table, as text by table and key. */
export const everyRowAndGlance = async (stack: Stack): Promise<Map<string, string>> => {
    const all = new Map<string, string>();
    const service = TableServiceClient.fromConnectionString((await stack.run()).tables, insecure);
    for await (const { name } of service.listTables()) {
        if (name === undefined) continue;
        for (const row of await rowsOf(stack, name)) {
            all.set(`${name} ${row.partitionKey} ${row.rowKey}`, JSON.stringify(row));
        }
    }
    return all;
};

/** The same without what the sweep makes of them for the operations pages: that changes while nobody does anything. */
export const everyRow = async (stack: Stack): Promise<Map<string, string>> =>
    new Map([...(await everyRowAndGlance(stack))].filter(([key]) => !key.startsWith('glances ')));

/** The row of an invite itself, without those that lead to it. */
export const inviteRow = async (stack: Stack, inviteId: string): Promise<TableRow> =>
    await (await tableOf(stack, 'invites')).getEntity(inviteId.charAt(0), `invite|${inviteId}`);

/** Waits until no invite has a mail or an attach before it: then nothing is written any more of its own accord. */
export const whenQuiet = (stack: Stack, seconds = 60): Promise<true> =>
    waitFor(
        'all work to be done',
        async () =>
            (await rowsOf(stack, 'invites')).some(({ rowKey }) => /^due\|[^|]+\|(mail|attach)\|/.test(rowKey))
                ? undefined
                : true,
        seconds,
    );
