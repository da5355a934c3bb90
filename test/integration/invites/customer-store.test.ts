import { customerStore } from '../../../shared/adapters/tables/customers.ts';
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
});
