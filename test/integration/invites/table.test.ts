import { withPrefix } from '../../../shared/adapters/tables/table.ts';
import type { Row, Table } from '../../../shared/adapters/tables/table.ts';
import type { Stored } from '../../../shared/ports/store.ts';
import { BOTH } from './real-tables.ts';

const row = (rowKey: string, columns: Record<string, string | number | boolean> = {}, partitionKey = 'p'): Row => ({
    partitionKey,
    rowKey,
    ...columns,
});
const keysOf = (rows: readonly Stored<Row>[]) => rows.map(({ value }) => value.rowKey);

describe.each(BOTH)('a table: %s', (_what, make) => {
    const maker = make();
    let table: Table;
    beforeAll(() => maker.open());
    beforeEach(() => {
        table = maker.table();
    });
    afterAll(() => maker.close());

    const tagOf = async (rowKey: string) => (await table.get('p', rowKey))?.etag ?? 'none';

    it('gives back what was put in, and nothing for what was not', async () => {
        await table.insert(row('a', { text: "it's", number: 7, yes: true, many: '\u{1f600}' }));

        expect((await table.get('p', 'a'))?.value).toEqual(
            row('a', { text: "it's", number: 7, yes: true, many: '\u{1f600}' }),
        );
        expect(await table.get('p', 'b')).toBeUndefined();
        expect(await table.get('q', 'a')).toBeUndefined();
    });

    it('inserts once', async () => {
        expect(await table.insert(row('a', { n: 1 }))).toBe('written');
        expect(await table.insert(row('a', { n: 2 }))).toBe('exists');
        expect((await table.get('p', 'a'))?.value.n).toBe(1);
    });

    it('replaces as a whole, and only what nobody wrote meanwhile', async () => {
        await table.insert(row('a', { n: 1, old: 'x' }));
        const first = await tagOf('a');

        expect(await table.replace(row('a', { n: 2 }), first)).toBe('written');
        expect(await table.replace(row('a', { n: 3 }), first)).toBe('conflict');
        expect(await table.replace(row('b', { n: 3 }), first)).toBe('conflict');

        expect((await table.get('p', 'a'))?.value).toEqual(row('a', { n: 2 }));
        expect(await table.get('p', 'b')).toBeUndefined();
    });

    it('puts in or replaces by upsert', async () => {
        await table.upsert(row('a', { n: 1, old: 'x' }));
        await table.upsert(row('a', { n: 2 }));

        expect((await table.get('p', 'a'))?.value).toEqual(row('a', { n: 2 }));
    });

    it('deletes what is there or not, with a tag only what nobody wrote meanwhile', async () => {
        await table.insert(row('a', { n: 1 }));
        const first = await tagOf('a');
        await table.upsert(row('a', { n: 2 }));

        expect(await table.delete('p', 'a', first)).toBe('conflict');
        expect(await table.get('p', 'a')).toBeDefined();
        expect(await table.delete('p', 'a')).toBe('written');
        expect(await table.delete('p', 'a')).toBe('written');
        expect(await table.get('p', 'a')).toBeUndefined();
    });

    it('does all of a transaction, and tells the new tags', async () => {
        await table.insert(row('a', { n: 1 }));
        await table.insert(row('b'));
        const tags = new Map<string, string>();

        const result = await table.transact(
            'p',
            [
                { kind: 'replace', row: row('a', { n: 2 }), etag: await tagOf('a') },
                { kind: 'delete', rowKey: 'b' },
                { kind: 'insert', row: row('due|2026-11-21T05:00:00.000Z|mail|x') },
                { kind: 'upsert', row: row('d') },
            ],
            tags,
        );

        expect(result).toBe('written');
        expect((await table.get('p', 'a'))?.value.n).toBe(2);
        expect(await table.get('p', 'b')).toBeUndefined();
        expect(tags.get('a')).toBe(await tagOf('a'));
        expect(tags.get('due|2026-11-21T05:00:00.000Z|mail|x')).toBe(
            await tagOf('due|2026-11-21T05:00:00.000Z|mail|x'),
        );
        expect([...tags.keys()].sort()).toEqual(['a', 'd', 'due|2026-11-21T05:00:00.000Z|mail|x']);
    });

    it.each([
        ['a row is there already', 'exists', { kind: 'insert', row: row('a') }],
        ['a row was written meanwhile', 'conflict', { kind: 'replace', row: row('a'), etag: 'W/"old"' }],
        ['a row to delete is gone', 'conflict', { kind: 'delete', rowKey: 'gone' }],
    ] as const)('does nothing of a transaction where %s', async (_why, result, change) => {
        await table.insert(row('a', { n: 1 }));

        expect(await table.transact('p', [{ kind: 'upsert', row: row('first') }, change])).toBe(result);

        expect(await table.get('p', 'first')).toBeUndefined();
        expect((await table.get('p', 'a'))?.value).toEqual(row('a', { n: 1 }));
    });

    it('lists in the order of keys, page by page, what fits the filter', async () => {
        for (const key of ['x|3', 'x|1', 'y|1', 'x|2', 'w|9']) await table.insert(row(key));
        await table.insert(row('x|0', {}, 'other'));

        const first = await table.page({ filter: withPrefix('p', 'x|'), limit: 2 });
        const second = await table.page({
            filter: withPrefix('p', 'x|'),
            limit: 2,
            continuation: first.continuation,
        });

        expect(keysOf(first.items)).toEqual(['x|1', 'x|2']);
        expect(keysOf(second.items)).toEqual(['x|3']);
        expect(second.continuation).toBeUndefined();
        const all: Stored<Row>[] = [];
        for await (const one of table.scan(withPrefix('p', 'x|'))) all.push(one);
        expect(keysOf(all)).toEqual(['x|1', 'x|2', 'x|3']);
    });

    it('gives the keys and the columns that are asked for, and leaves the others where they are', async () => {
        await table.insert(row('a', { wanted: 1, other: 'x' }));
        await table.insert(row('b', { other: 'y' }));
        const filter = "PartitionKey eq 'p' and other ne ''";

        const scanned: Stored<Row>[] = [];
        for await (const one of table.scan(filter, ['wanted'])) scanned.push(one);
        const { items } = await table.page({ filter, limit: 10, select: [] });

        expect(scanned.map(({ value }) => ({ ...value, wanted: value.wanted ?? 'none' }))).toEqual([
            row('a', { wanted: 1 }),
            row('b', { wanted: 'none' }),
        ]);
        expect(items.map(({ value }) => value)).toEqual([row('a'), row('b')]);
    });

    it('compares columns too', async () => {
        await table.insert(row('a', { yes: true }));
        await table.insert(row('b', { yes: false }));
        await table.insert(row('c'));

        const { items } = await table.page({ filter: "PartitionKey eq 'p' and yes eq false", limit: 10 });

        expect(keysOf(items)).toEqual(['b']);
    });
});
