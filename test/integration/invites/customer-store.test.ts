import { customerStore } from '../../../shared/adapters/tables/customers.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { watchedTable } from '../../support/watched-table.ts';
import { BOTH } from './real-tables.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const OTHER_TENANT = 'f0000000-0000-4000-8000-000000000001';
const [A1, A2] = ['c0000000-0000-4000-8000-0000000000a1', 'c0000000-0000-4000-8000-0000000000a2'] as const;
const AT = '2026-11-21T05:00:00.000Z';
const LATER = '2026-11-22T05:00:00.000Z';

describe.each(BOTH)('what is known of the subscriptions of a customer, over %s', (_what, make) => {
    const maker = make();
    const customers = () => customerStore(maker.table());
    beforeAll(() => maker.open());
    afterAll(() => maker.close());

    it('is nothing at first', async () => {
        expect(await customers().knownSubscriptions(TENANT)).toEqual({ invited: [], attested: new Map() });
    });

    it('keeps apart what invites made known and what the customer said, the last word of which counts', async () => {
        const store = customers();
        await store.noteInvited(TENANT, A1);
        await store.noteInvited(TENANT, A2);

        await store.noteAttested(TENANT, A2, { at: AT, how: 'guest' });
        await store.noteAttested(TENANT, A2, { at: LATER, how: 'directory' });

        expect(await store.knownSubscriptions(TENANT)).toEqual({
            invited: [A1, A2],
            attested: new Map([[A2, { at: LATER, how: 'directory' }]]),
        });
        expect((await store.knownSubscriptions(OTHER_TENANT)).attested.size).toBe(0);
    });

    it('forgets what was said of one subscription alone, and minds no repetition', async () => {
        const store = customers();
        for (const id of [A1, A2]) await store.noteAttested(TENANT, id, { at: AT, how: 'guest' });

        await store.forgetAttested(TENANT, A1);
        await store.forgetAttested(TENANT, A1);

        expect([...(await store.knownSubscriptions(TENANT)).attested.keys()]).toEqual([A2]);
    });

    it('goes with the customer', async () => {
        const store = customers();
        await store.noteInvited(TENANT, A1);
        await store.noteAttested(TENANT, A1, { at: AT, how: 'guest' });

        await store.delete(TENANT, () => Promise.resolve());

        expect(await store.knownSubscriptions(TENANT)).toEqual({ invited: [], attested: new Map() });
    });

    it('is read with the customer itself, who is nobody once deleted', async () => {
        const store = customers();
        const { customer } = await store.put(TENANT, { name: 'Contoso' });
        await store.noteInvited(TENANT, A1);
        await store.noteAttested(TENANT, A2, { at: AT, how: 'guest' });

        const known = { invited: [A1], attested: new Map([[A2, { at: AT, how: 'guest' }]]) };
        expect(await store.getWithKnown(TENANT)).toEqual({ customer, known });
        const during: unknown[] = [];
        await store.delete(TENANT, async () => {
            during.push((await store.getWithKnown(TENANT)).customer);
        });
        expect(during).toEqual([undefined]);
    });
});

describe('a subscription that an invite names', () => {
    async function makeStore() {
        const operations: string[] = [];
        const table = watchedTable(memoryTable(), ({ operation }) => operations.push(operation));
        const store = customerStore(table);
        const { customer } = await store.put(TENANT, { name: 'Contoso' });
        await store.noteInvited(TENANT, A1);
        operations.length = 0;
        return { store, customer, operations };
    }

    it('takes one call where it is known, of a customer that was seen just now', async () => {
        const { store, customer, operations } = await makeStore();

        const standing = await store.noteInvited(TENANT, A1, { known: customer });

        expect(standing).toEqual(customer);
        expect(operations).toEqual(['insert']);
    });

    it('brings the customer back that was deleted since it was seen', async () => {
        const { store, customer } = await makeStore();
        await store.delete(TENANT, () => Promise.resolve());

        const standing = await store.noteInvited(TENANT, A1, { name: 'Contoso again', known: customer });

        expect(standing.name).toBe('Contoso again');
        expect(await store.get(TENANT)).toEqual(standing);
    });
});
