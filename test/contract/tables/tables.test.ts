import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { odata, RestError, TableClient, TableTransaction } from '@azure/data-tables';
import { startTables, type LocalTables } from '../../../local/tables.ts';

const statusOf = async (work: Promise<unknown>): Promise<number | undefined> => {
    try {
        await work;
        return undefined;
    } catch (error) {
        if (error instanceof RestError) return error.statusCode;
        throw error;
    }
};

const connect = (connectionString: string, table: string) =>
    TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });

/** Held against Azurite in this process, or against the account of `TABLES_CONTRACT_CONNECTION` where it is given. */
describe('Table Storage', () => {
    let local: LocalTables | undefined;
    let client: TableClient;
    beforeAll(async () => {
        const given = process.env.TABLES_CONTRACT_CONNECTION;
        if (given === undefined) local = await startTables({ port: 0, dir: undefined });
        client = connect(given ?? local?.connectionString ?? '', `contract${randomUUID().replaceAll('-', '')}`);
        await client.createTable();
    });
    afterAll(async () => {
        await client.deleteTable();
        await local?.close();
    });

    it('refuses to create what is there', async () => {
        const entity = { partitionKey: 'twice', rowKey: '1' };
        await client.createEntity(entity);

        expect(await statusOf(client.createEntity(entity))).toBe(409);
    });

    it('lets one of two writers with the same etag win', async () => {
        const entity = { partitionKey: 'etag', rowKey: '1' };
        await client.createEntity({ ...entity, value: 'old' });
        const { etag } = await client.getEntity('etag', '1');

        const results = await Promise.all(
            ['a', 'b'].map((value) => statusOf(client.updateEntity({ ...entity, value }, 'Replace', { etag }))),
        );

        expect(results.toSorted()).toEqual([412, undefined]);
    });

    it('answers 404 to a read, a conditional write and a delete of what is not there', async () => {
        const entity = { partitionKey: 'absent', rowKey: '1' };

        expect(await statusOf(client.getEntity('absent', '1'))).toBe(404);
        expect(await statusOf(client.updateEntity(entity, 'Merge', { etag: '*' }))).toBe(404);
        expect(await statusOf(client.deleteEntity('absent', '1'))).toBe(404);
    });

    it('does all of a transaction or nothing', async () => {
        const good = new TableTransaction();
        for (let n = 0; n < 100; n++) good.createEntity({ partitionKey: 'group', rowKey: String(n).padStart(3, '0') });
        await client.submitTransaction(good.actions);
        const bad = new TableTransaction();
        bad.createEntity({ partitionKey: 'group', rowKey: 'new' });
        bad.createEntity({ partitionKey: 'group', rowKey: '000' });

        expect(await statusOf(client.submitTransaction(bad.actions))).toBe(409);

        expect(await statusOf(client.getEntity('group', 'new'))).toBe(404);
        expect(await statusOf(client.getEntity('group', '099'))).toBeUndefined();
    });

    it('lists by a range of row keys in their order, page by page', async () => {
        for (const rowKey of ['c', 'a', 'e', 'b', 'd']) await client.createEntity({ partitionKey: 'paged', rowKey });
        const filter = odata`PartitionKey eq ${'paged'} and RowKey gt ${'a'}`;

        const pages: string[][] = [];
        for await (const page of client.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 3 })) {
            pages.push(page.map(({ rowKey }) => rowKey ?? ''));
        }

        expect(pages).toEqual([['b', 'c', 'd'], ['e']]);
    });

    it('goes on where a continuation token says', async () => {
        for (const rowKey of ['1', '2', '3']) await client.createEntity({ partitionKey: 'token', rowKey });
        const query = { queryOptions: { filter: odata`PartitionKey eq ${'token'}` } };
        const first = await client.listEntities(query).byPage({ maxPageSize: 2 }).next();
        const continuationToken = first.done === true ? undefined : first.value.continuationToken;

        const rest = await client
            .listEntities(query)
            .byPage({ maxPageSize: 2, ...(continuationToken === undefined ? {} : { continuationToken }) })
            .next();

        expect(rest.done === true ? [] : rest.value.map(({ rowKey }) => rowKey)).toEqual(['3']);
    });

    it('filters by other properties', async () => {
        for (const [rowKey, count] of [
            ['1', 1],
            ['2', 2],
            ['3', 3],
        ] as const) {
            await client.createEntity({ partitionKey: 'filter', rowKey, count, late: count > 1 });
        }
        const filter = odata`PartitionKey eq ${'filter'} and late eq ${true} and count lt ${3}`;

        const found: unknown[] = [];
        for await (const { rowKey } of client.listEntities({ queryOptions: { filter } })) found.push(rowKey);

        expect(found).toEqual(['2']);
    });

    it('keeps texts as they are, markup, right-to-left marks and quotes included', async () => {
        const text = `<script>"O'Neil" \u202Eabc =HYPERLINK("x") größe 🙂`;
        await client.createEntity({ partitionKey: 'text', rowKey: `o'neil ü`, text });

        expect(await client.getEntity('text', `o'neil ü`)).toMatchObject({ text });
    });

    it('merges or replaces as told', async () => {
        const key = { partitionKey: 'modes', rowKey: '1' };
        await client.createEntity({ ...key, a: 1, b: 1 });
        await client.updateEntity({ ...key, a: 2 }, 'Merge');
        expect(await client.getEntity('modes', '1')).toMatchObject({ a: 2, b: 1 });

        await client.updateEntity({ ...key, a: 3 }, 'Replace');

        expect(await client.getEntity('modes', '1')).not.toHaveProperty('b');
    });
});

describe('the local tables', () => {
    it('are there again after a restart when they have a directory', async () => {
        const dir = await mkdtemp(join(tmpdir(), 'tables-'));
        const first = await startTables({ port: 0, dir });
        const before = connect(first.connectionString, 'kept');
        await before.createTable();
        await before.createEntity({ partitionKey: 'p', rowKey: 'r', value: 'still here' });
        await first.close();

        const second = await startTables({ port: 0, dir });
        const entity = await connect(second.connectionString, 'kept').getEntity('p', 'r');
        await second.close();

        expect(entity).toMatchObject({ value: 'still here' });
        await rm(dir, { recursive: true });
    });

    it('say which port is in use', async () => {
        const tables = await startTables({ port: 0, dir: undefined });

        const second = await startTables({ port: tables.port, dir: undefined }).catch(String);
        await tables.close();

        expect(second).toContain(`Port ${tables.port} for Table Storage is in use`);
    });
});
