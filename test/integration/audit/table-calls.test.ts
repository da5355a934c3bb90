import { addTenant, makeWorld } from './world.ts';

const idsOf = (tenant: number, count: number) =>
    Array.from({ length: count }, (_, n) => `a000000${tenant}-0000-4000-8000-${String(n).padStart(12, '0')}`);

/** A world of so many tenants, all covered, which an audit has seen before where `isKnown`. */
async function callsOfAudit(tenants: number, { isKnown }: { isKnown: boolean }): Promise<number> {
    const world = makeWorld({}, 'memory');
    for (let tenant = 1; tenant <= tenants; tenant += 1) {
        const [tenantId, ...ids] = idsOf(tenant, 41);
        if (tenantId !== undefined) await addTenant(world, tenantId, ids);
    }
    if (isKnown) await world.audit();
    // What was looked up a moment ago is not looked up again.
    world.clock.at += 60_000;
    const before = world.fuse.calls;
    const run = await world.audit();
    expect(run.totals).toMatchObject({ subscriptions: tenants * 40, covered: tenants * 40 });
    return world.fuse.calls - before;
}

describe('what an audit asks of tables and queue for one more tenant', () => {
    it('is ten calls where nothing changed, however many subscriptions there are', async () => {
        const [two, three] = [await callsOfAudit(2, { isKnown: true }), await callsOfAudit(3, { isKnown: true })];

        // Its message; task, run, its turn, the wait; customer, records; the customer once more, end, whether it was the last.
        expect(three - two).toBe(10);
    });

    it('is six more where all of it is new: where each is, what changed, the lease, the records, its end, and how the tenant is seen', async () => {
        const [two, three] = [await callsOfAudit(2, { isKnown: false }), await callsOfAudit(3, { isKnown: false })];

        expect(three - two).toBe(16);
    });
});
