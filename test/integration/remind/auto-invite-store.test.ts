import { autoInviteTable } from '../../../shared/adapters/tables/auto-invites.ts';
import type { AutoInviteStore } from '../../../shared/ports/auto-invite-store.ts';
import { BOTH } from '../invites/real-tables.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const OTHER_TENANT = 'f0000000-0000-4000-8000-000000000001';
const found = (...numbers: number[]) =>
    numbers.map((number) => ({ subscriptionId: `s-${number}`, displayName: `No. ${number}`, inviteId: `i-${number}` }));

describe.each(BOTH)('the list of automatic invites, over %s', (_what, make) => {
    const maker = make();
    const clock = { at: 0, now: () => new Date(clock.at) };
    let list: AutoInviteStore;
    beforeAll(() => maker.open());
    beforeEach(() => {
        clock.at = Date.parse('2026-11-21T22:00:00.000Z');
        list = autoInviteTable(maker.table(), clock);
    });
    afterAll(() => maker.close());

    const states = async (tenantId = TENANT) =>
        (await list.ofTenant(tenantId)).map(({ subscriptionId, state, reason }) => [subscriptionId, state, reason]);
    const idsOf = (invites: readonly { subscriptionId: string }[]) =>
        invites.map(({ subscriptionId }) => subscriptionId);

    it('takes a subscription once, with the invite that was promised first', async () => {
        expect(idsOf(await list.add(TENANT, found(1, 2)))).toEqual(['s-1', 's-2']);
        const again = [{ subscriptionId: 's-2', displayName: 'Renamed', inviteId: 'another' }, ...found(3)];

        expect(idsOf(await list.add(TENANT, again))).toEqual(['s-3']);

        expect((await list.ofTenant(TENANT)).map(({ inviteId }) => inviteId)).toEqual(['i-1', 'i-2', 'i-3']);
        expect(await states(OTHER_TENANT)).toEqual([]);
    });

    it('takes each once where two find them at the same time', async () => {
        const added = await Promise.all([list.add(TENANT, found(1, 2, 3)), list.add(TENANT, found(2, 3, 4))]);

        expect(added.flatMap(idsOf).sort()).toEqual(['s-1', 's-2', 's-3', 's-4']);
        expect(idsOf(await list.waiting(100))).toEqual(['s-1', 's-2', 's-3', 's-4']);
    });

    it('takes more than fit into one transaction', async () => {
        const many = Array.from({ length: 120 }, (_, index) => index + 100);

        expect(await list.add(TENANT, found(...many))).toHaveLength(120);

        expect(await list.waiting(1_000)).toHaveLength(120);
        expect(await list.waiting(7)).toHaveLength(7);
    });

    it('has what waits until it has had its turn, which is once', async () => {
        const [one, two, three] = await list.add(TENANT, found(1, 2, 3));
        if (one === undefined || two === undefined || three === undefined) throw new Error('not added');
        clock.at += 60_000;

        await list.settle(one, { state: 'invited' });
        await list.settle(two, { state: 'skipped', reason: 'opted-out' });
        await list.settle(two, { state: 'invited' });

        expect(idsOf(await list.waiting(100))).toEqual(['s-3']);
        expect(await states()).toEqual([
            ['s-1', 'invited', null],
            ['s-2', 'skipped', 'opted-out'],
            ['s-3', 'waiting', null],
        ]);
        expect((await list.ofTenant(TENANT)).map(({ at }) => at)).toEqual([
            '2026-11-21T22:01:00.000Z',
            '2026-11-21T22:01:00.000Z',
            '2026-11-21T22:00:00.000Z',
        ]);
        expect(await list.add(TENANT, found(1, 2))).toEqual([]);
    });

    it('counts to the daily number and no further, however many come at once, and begins anew at midnight UTC', async () => {
        const got = await Promise.all([1, 2, 3, 4, 5].map(() => list.takeOne(3)));

        expect(got.filter(Boolean)).toHaveLength(3);
        expect(await list.countToday()).toBe(3);
        expect(await list.takeOne(3)).toBe(false);
        clock.at += 2 * 60 * 60 * 1000;
        expect(await list.countToday()).toBe(0);
        expect(await list.takeOne(3)).toBe(true);
        expect(await list.takeOne(0)).toBe(false);
    });

    it('forgets a tenant, and what waits of it, and no other', async () => {
        const [one] = await list.add(TENANT, found(1, 2));
        if (one !== undefined) await list.settle(one, { state: 'invited' });
        await list.add(OTHER_TENANT, found(3));

        expect(await list.deleteTenant(TENANT)).toBe(2);
        expect(await list.deleteTenant(TENANT)).toBe(0);

        expect(await states()).toEqual([]);
        expect((await list.waiting(100)).map(({ tenantId }) => tenantId)).toEqual([OTHER_TENANT]);
    });
});
