import { randomUUID } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { startTables, type LocalTables } from '../../../local/tables.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { tableOver, type Table } from '../../../shared/adapters/tables/table.ts';
import { resend, revoke } from '../../../shared/domain/invite-transitions.ts';
import { issue } from '../../../shared/domain/new-invite.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { watchedTable } from '../../support/watched-table.ts';

const at = new Date('2026-03-01T08:00:00.000Z');

const newInvite = (id: string, subscriptionId: string): Invite =>
    issue(
        {
            id,
            product: 'azure',
            subscriptionId,
            subscriptionName: null,
            tenantId: randomUUID(),
            partnerId: '314159',
            partnerName: 'Fourth Coffee',
            adminEmail: 'owner@contoso.example',
            customerName: null,
            note: '‏{"x": "1"}\r\nETag: W/"none"',
            locale: null,
            invitedBy: null,
            allowReplace: false,
            expiresInDays: 14,
            seed: 'c2VlZHNlZWRzZWVkc2VlZHNlZWQ',
        },
        at,
    );

const changed = (next: Invite | undefined): Invite => {
    if (next === undefined) throw new Error('The change does not apply.');
    return next;
};

/** Held against Azurite in this process, or against the account of `TABLES_CONTRACT_CONNECTION` where it is given. */
describe('the tags that a transaction tells', () => {
    let local: LocalTables | undefined;
    let client: TableClient;
    let table: Table;
    beforeAll(async () => {
        const given = process.env.TABLES_CONTRACT_CONNECTION;
        if (given === undefined) local = await startTables({ port: 0, dir: undefined });
        const name = `contract${randomUUID().replaceAll('-', '')}`;
        client = TableClient.fromConnectionString(given ?? local?.connectionString ?? '', name, {
            allowInsecureConnection: true,
        });
        table = tableOver(() => client);
    });
    afterAll(async () => {
        await client.deleteTable();
        await local?.close();
    });

    it('are those of the rows it wrote, whatever stands between them', async () => {
        const row = (rowKey: string, value: string) => ({ partitionKey: 'mixed', rowKey, value });
        await table.transact(
            'mixed',
            ['a|old', 'b|gone', 'c'].map((key) => ({ kind: 'insert', row: row(key, 'old') })),
        );
        const old = await table.get('mixed', 'a|old');
        const tags = new Map<string, string>();

        const result = await table.transact(
            'mixed',
            [
                { kind: 'delete', rowKey: 'b|gone' },
                { kind: 'replace', row: row('a|old', 'new'), etag: old?.etag ?? '' },
                { kind: 'insert', row: row('d|é', 'new') },
                { kind: 'upsert', row: row('c', 'new') },
            ],
            tags,
        );

        expect(result).toBe('written');
        const written = await Promise.all(['a|old', 'd|é', 'c'].map((key) => table.get('mixed', key)));
        expect([...tags]).toEqual(['a|old', 'd|é', 'c'].map((key, index) => [key, written[index]?.etag]));
        expect(tags.get('a|old')).not.toBe(old?.etag);
    });

    it('are none where nothing was written', async () => {
        await table.insert({ partitionKey: 'lost', rowKey: '1' });
        const tags = new Map<string, string>();

        const result = await table.transact(
            'lost',
            [
                { kind: 'insert', row: { partitionKey: 'lost', rowKey: '2' } },
                { kind: 'insert', row: { partitionKey: 'lost', rowKey: '1' } },
            ],
            tags,
        );

        expect(result).toBe('exists');
        expect([...tags]).toEqual([]);
    });

    it('are told of single rows too, where they were written', async () => {
        const row = { partitionKey: 'single', rowKey: 'é|1' };
        const tagsOf = async (write: (tags: Map<string, string>) => Promise<string>) => {
            const tags = new Map<string, string>();
            return [await write(tags), [...tags], (await table.get(row.partitionKey, row.rowKey))?.etag] as const;
        };

        const [inserted, first, firstEtag = ''] = await tagsOf((tags) => table.insert(row, tags));
        const [again, none] = await tagsOf((tags) => table.insert(row, tags));
        const [replaced, second, secondEtag] = await tagsOf((tags) => table.replace(row, firstEtag, tags));
        const [late, nothing] = await tagsOf((tags) => table.replace(row, firstEtag, tags));

        expect([inserted, first]).toEqual(['written', [[row.rowKey, firstEtag]]]);
        expect([again, none]).toEqual(['exists', []]);
        expect([replaced, second]).toEqual(['written', [[row.rowKey, secondEtag]]]);
        expect([late, nothing]).toEqual(['conflict', []]);
    });

    it('let an invite be written again and again without being read', async () => {
        const reads: string[] = [];
        const watched = watchedTable(table, ({ operation }) => {
            if (operation === 'get') reads.push(operation);
        });
        const store = inviteTable(watched);
        const invite = newInvite(
            store.newId({ product: 'azure', subscriptionId: '5b000000-0000-4000-8000-000000000001' }),
            '5b000000-0000-4000-8000-000000000001',
        );

        const first = await store.insert(invite);
        if (first.kind !== 'written') throw new Error(first.kind);
        const second = await store.replace(first.stored, changed(resend(first.stored.value, invite.seed, at)));
        if (second.kind !== 'written') throw new Error(second.kind);
        const third = await store.replace(second.stored, changed(revoke(second.stored.value, at)));

        expect(third.kind).toBe('written');
        expect(reads).toEqual([]);
        expect(third).toEqual({ kind: 'written', stored: await store.get(invite.id) });
    });

    it('do not let a writer through whose version was overtaken', async () => {
        const store = inviteTable(table);
        const invite = newInvite(
            store.newId({ product: 'azure', subscriptionId: '5b000000-0000-4000-8000-000000000002' }),
            '5b000000-0000-4000-8000-000000000002',
        );
        const first = await store.insert(invite);
        if (first.kind !== 'written') throw new Error(first.kind);
        await store.replace(first.stored, changed(resend(invite, invite.seed, at)));

        const late = await store.replace(first.stored, changed(revoke(invite, at)));

        expect(late).toEqual({ kind: 'conflict' });
        expect((await store.get(invite.id))?.value.status).toBe('issued');
    });

    it('are missed where nobody tells them: then the row is read', async () => {
        const mute: Table = { ...table, transact: (partitionKey, changes) => table.transact(partitionKey, changes) };
        const store = inviteTable(mute);
        const invite = newInvite(
            store.newId({ product: 'azure', subscriptionId: '5b000000-0000-4000-8000-000000000003' }),
            '5b000000-0000-4000-8000-000000000003',
        );

        const first = await store.insert(invite);

        expect(first).toEqual({ kind: 'written', stored: await inviteTable(table).get(invite.id) });
    });
});
