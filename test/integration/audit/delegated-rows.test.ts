import { delegationStore } from '../../../shared/adapters/tables/delegated-rows.ts';
import type { Table } from '../../../shared/adapters/tables/table.ts';
import type { AzureSubscription } from '../../../shared/ports/azure.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { watchedTable } from '../../support/watched-table.ts';

const subscription = (tenantId: string, n: number, over: Partial<AzureSubscription> = {}): AzureSubscription => ({
    subscriptionId: `s${String(n).padStart(3, '0')}`,
    tenantId,
    displayName: `Subscription ${n}`,
    state: 'Enabled',
    quotaId: null,
    ...over,
});

async function* each(list: readonly AzureSubscription[]) {
    await Promise.resolve();
    yield* list;
}

const numbered = (tenantId: string, count: number) =>
    Array.from({ length: count }, (_, n) => subscription(tenantId, n));

const tenantsOf = async (table: Table, runId: string) => {
    const found: string[] = [];
    for await (const tenantId of delegationStore(table).tenants(runId)) found.push(tenantId);
    return found;
};

describe('what is delegated, in the rows of a run', () => {
    it('is given back by tenant as it was noted, of this run alone', async () => {
        const store = delegationStore(memoryTable());
        const one = subscription('t1', 1, { quotaId: 'EnterpriseAgreement_2014-09-01' });

        await store.note('r1', each([one, subscription('t2', 2)]));
        await store.note('r2', each([subscription('t1', 3)]));

        expect([...(await store.ofTenant('r1', 't1'))]).toEqual([['s001', one]]);
        expect([...(await store.ofTenant('r2', 't1')).keys()]).toEqual(['s003']);
        expect((await store.ofTenant('r1', 't')).size).toBe(0);
    });

    it('is noted once all of it is there, an empty list too', async () => {
        const store = delegationStore(memoryTable());
        const broken = async function* () {
            yield* each([subscription('t1', 1)]);
            throw new Error('the connection broke');
        };

        await expect(store.note('r1', broken())).rejects.toThrow('broke');
        expect(await store.isNoted('r1')).toBe(false);
        await store.note('r1', each([]));
        expect(await store.isNoted('r1')).toBe(true);
    });

    it('is written a hundred at a time, one that is named twice once', async () => {
        const calls: string[] = [];
        const raw = memoryTable();
        const table = watchedTable(raw, ({ operation, isWrite }) => {
            if (isWrite) calls.push(operation);
        });
        const list = numbered('t1', 250);

        await delegationStore(table).note('r1', each([...list.slice(0, 5), ...list]));

        expect(calls).toEqual(['transact', 'transact', 'transact', 'upsert']);
        expect((await delegationStore(raw).ofTenant('r1', 't1')).size).toBe(250);
    });

    it('names each tenant once', async () => {
        const table = memoryTable();
        await delegationStore(table).note('r1', each([...numbered('t1', 3), ...numbered('t2', 2)]));

        expect(await tenantsOf(table, 'r1')).toEqual(['t1', 't2']);
    });

    it('tells all its tenants by one question as long as they have few rows, and none where they may have more', async () => {
        const questions: string[] = [];
        const table = watchedTable(memoryTable(), ({ operation, isWrite }) => {
            if (!isWrite) questions.push(operation);
        });
        const store = delegationStore(table);
        await store.note('r1', each([...numbered('t1', 3), ...numbered('t2', 2)]));

        expect(await store.tenantsIfFew('r1', 5)).toEqual(new Set(['t1', 't2']));
        expect(await store.tenantsIfFew('r1', 4)).toBeUndefined();
        expect(await store.tenantsIfFew('r2', 4)).toEqual(new Set());
        expect(questions).toEqual(['page', 'page', 'page']);
    });

    it('goes with all its rows, though somebody else drops some at the same time', async () => {
        const table = memoryTable();
        const store = delegationStore(table);
        await store.note('r1', each(numbered('t1', 150)));
        await store.note('r2', each(numbered('t1', 1)));

        await Promise.all([store.drop('r1'), store.drop('r1')]);

        expect(await tenantsOf(table, 'r1')).toEqual([]);
        expect(await tenantsOf(table, 'r2')).toEqual(['t1']);
    });
});
