import { noChanges } from '../../../shared/domain/audit-run.ts';
import { BOTH } from '../invites/real-tables.ts';
import { makeWorld, MINUTE_MS, tenantNo, totals } from './world.ts';
import type { World } from './world.ts';

describe.each(BOTH)('the stories of the operations pages, over %s', (_what, make) => {
    const maker = make();
    let world: World;
    beforeAll(() => maker.open());
    beforeEach(() => {
        world = makeWorld(() => maker.table());
    });
    afterAll(() => maker.close());

    const change = (n: number, what: 'new' | 'recovered', tenantId: string) => ({
        tenantId,
        customerName: 'Contoso',
        subscriptionId: `s${n}`,
        displayName: `Subscription ${n}`,
        what,
        from: null,
        to: 'no-link',
    });

    it('of a customer tells how it stands, what is missing, its invites, and what changed, the last first', async () => {
        const [CONTOSO, FABRIKAM] = [tenantNo(1), tenantNo(2)];
        await world.customers.put(CONTOSO, { name: 'Contoso', contactEmail: 'boss@contoso.example' });
        await world.missMany(6, (n) => ({ tenantId: n % 2 === 0 ? CONTOSO : FABRIKAM }));
        await world.invite(1);
        await world.invite(2);
        await world.invite(30, { tenantId: CONTOSO });
        await world.audits.noteChanges('r1', [change(1, 'new', CONTOSO), change(2, 'new', FABRIKAM)]);
        await world.run('r1', [{ totals: totals(4) }, { totals: totals(1) }]);
        world.clock.at += 60 * MINUTE_MS;
        await world.audits.noteChanges('r2', [change(1, 'recovered', CONTOSO)]);
        await world.run('r2', [{ totals: totals(3), partial: true, changes: { ...noChanges(), recovered: 1 } }]);

        const story = await world.reads.customer(CONTOSO);

        expect(story).toMatchObject({
            asOf: world.clock.now().toISOString(),
            customer: { name: 'Contoso', contactEmail: 'boss@contoso.example' },
            standing: { runId: 'r2', outcome: 'done', partial: true, totals: { missing: 3 } },
            missing: { count: 3 },
        });
        expect(story.missing.items.map(({ displayName, days }) => [displayName, days])).toEqual([
            ['Subscription 4', 0],
            ['Subscription 2', 0],
            ['Subscription 0', 0],
        ]);
        expect(story.invites.map(({ customerName }) => customerName)).toEqual(['Customer 30', 'Customer 1']);
        expect(story.changes.map(({ runId, what, subscriptionId }) => [runId, what, subscriptionId])).toEqual([
            ['r2', 'recovered', 's1'],
            ['r1', 'new', 's1'],
        ]);
        expect(story.audits.map(({ runId, totals: { missing } }) => [runId, missing])).toEqual([
            ['r2', 3],
            ['r1', 4],
        ]);
    });

    it('of a customer tells what was attached after the last audit began', async () => {
        const CONTOSO = tenantNo(1);
        await world.customers.put(CONTOSO, { name: 'Contoso' });
        const attachedAt = (minutes: number) => ({
            tenantId: CONTOSO,
            status: 'attached' as const,
            timeline: [
                {
                    at: new Date(world.clock.at + minutes * MINUTE_MS).toISOString(),
                    event: 'attached',
                    status: 'attached' as const,
                    detail: null,
                },
            ],
        });
        await world.invite(1, attachedAt(-1));
        const late = await world.invite(2, attachedAt(1));
        await world.invite(3, { ...attachedAt(1), status: 'removed' });
        await world.run('r1', [{ tenantId: CONTOSO, totals: totals(1) }]);

        expect((await world.reads.customer(CONTOSO)).attachedSince).toEqual([late.subscriptionId]);
    });

    it('of a customer that no audit has seen says so; of none there is no story', async () => {
        await world.customers.put(tenantNo(1), { name: 'Contoso' });

        expect(await world.reads.customer(tenantNo(1))).toMatchObject({ standing: null, audits: [], changes: [] });
        await expect(world.reads.customer(tenantNo(2))).rejects.toMatchObject({ code: 'not-found' });
    });

    it('of a tenant that was asked about products alone tells of those, and that no audit goes through it', async () => {
        const made = await world.inviteByHand('intune', 1);
        await world.customers.put(tenantNo(1), { name: 'Contoso' });
        await world.invite(1);

        expect(await world.reads.customer(made.tenantId)).toMatchObject({
            ...{ isAudited: false, customer: { name: 'Contoso', access: 'none' }, standing: null },
            ...{ invites: [], byHand: [{ id: made.id, product: 'intune' }] },
        });
        expect(await world.reads.customer(tenantNo(1))).toMatchObject({
            ...{ isAudited: true, invites: [{ product: 'azure' }], byHand: [] },
        });
    });

    it('of a run name the tenants that failed and those that are seen in part, before it is over and afterwards', async () => {
        await world.customers.put(tenantNo(2), { name: 'Fabrikam' });
        const outcomes = [{ partial: true }, { outcome: 'failed' as const, reason: 'deadline' }, {}];
        await world.run('over', outcomes);
        await world.run('going on', outcomes, 1);

        const over = await world.reads.run('over');
        const goingOn = await world.reads.run('going on');

        const tenants = {
            failed: { count: 1, items: [{ tenantId: tenantNo(2), customerName: 'Fabrikam', reason: 'deadline' }] },
            partial: { count: 1, items: [{ tenantId: tenantNo(1), customerName: null }] },
        };
        const counts = { done: 2, failed: 1, partial: 1 };
        expect(over).toMatchObject({ ...tenants, run: { status: 'finished', tenants: counts } });
        expect(goingOn).toMatchObject({
            ...tenants,
            run: { status: 'running', expected: 4, tenants: counts, totals: null },
        });
        await expect(world.reads.run('nobody’s')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('of runs go on behind the first view', async () => {
        for (let n = 0; n < 53; n += 1) {
            world.clock.at += MINUTE_MS;
            await world.run(`r${n}`, [{}]);
        }
        await world.run('going on', [], 1);

        const first = await world.reads.runs({});
        const next = await world.reads.runs({ cursor: first.cursor ?? '' });

        expect(first.items.map(({ id }) => id).slice(0, 2)).toEqual(['going on', 'r52']);
        expect(first.items).toHaveLength(51);
        expect(next.items.map(({ id }) => id)).toEqual(['r2', 'r1', 'r0']);
        expect(next.cursor).toBeNull();
    });
});
