import { invitePages } from '../../../shared/adapters/tables/invite-pages.ts';
import { noChanges, noTotals } from '../../../shared/domain/audit-run.ts';
import { GLANCES } from '../../../shared/ports/ops-reads.ts';
import { renew } from '../../../shared/use-cases/ops/glance.ts';
import { makeInvites } from '../../../shared/use-cases/ops/invites.ts';
import { BOTH } from '../invites/real-tables.ts';
import { makeWorld, MINUTE_MS, START, tenantNo, totals } from './world.ts';
import type { World } from './world.ts';

describe.each(BOTH)('the first views of the operations pages, over %s', (_what, make) => {
    const maker = make();
    let world: World;
    beforeAll(() => maker.open());
    beforeEach(() => {
        world = makeWorld(() => maker.table());
    });
    afterAll(() => maker.close());

    /** Something of every kind. */
    async function fill(): Promise<void> {
        await world.customers.put(tenantNo(1), { name: 'Contoso' });
        await world.customers.put(tenantNo(2), { name: 'Fabrikam' });
        await world.missMany(60, (n) => ({
            tenantId: tenantNo(1 + (n % 2)),
            reason: n % 3 === 0 ? 'no-access' : 'no-link',
        }));
        await world.run('r1', [{ totals: totals(2) }, { outcome: 'failed', reason: 'deadline', totals: totals(5) }]);
        for (const n of [1, 2, 3]) await world.invite(n);
        await world.deadLetters.add({
            id: 'd8000000000000-0000000000000001',
            queue: 'audit-tenants',
            messageId: 'm',
            reason: 'bug',
            detail: 'd',
            about: { runId: 'r1', tenantId: tenantNo(2) },
            deadLetteredAt: new Date(START).toISOString(),
            retriedAt: null,
        });
    }

    const views = (): [string, () => Promise<{ asOf: string }>][] => [
        ['overview', () => world.reads.overview()],
        ['missing', () => world.reads.missing({ sort: 'newest' })],
        ['missing for longest', () => world.reads.missing({ sort: 'oldest' })],
        ['missing by customer', () => world.reads.missing({ sort: 'customer', search: undefined })],
        ['missing by reason', () => world.reads.missing({ sort: 'reason' })],
        ['customers', () => world.reads.customers({ sort: 'missing' })],
        ['invites', () => world.reads.invites({ status: undefined })],
        ['runs', () => world.reads.runs({})],
        ['dead letters', () => world.reads.deadLetters({})],
    ];

    it('are one point read each', async () => {
        await fill();
        await world.sweep();

        for (const [what, view] of views()) {
            const { result, made } = await world.callsOf(view);
            expect([what, made]).toEqual([what, [{ table: 'glances', operation: 'get', isWrite: false }]]);
            expect(result.asOf).toBe(new Date(START).toISOString());
        }
    });

    it('are made once where nobody has made them yet, and say the same then', async () => {
        await fill();
        const first = await Promise.all(views().map(([, view]) => view()));
        const { result: again, made } = await world.callsOf(() => Promise.all(views().map(([, view]) => view())));

        expect(again).toEqual(first);
        expect(made.map(({ operation }) => operation)).toEqual(views().map(() => 'get'));
    });

    it('show what there is', async () => {
        await fill();
        await world.sweep();

        const { reads } = world;
        const overview = await reads.overview();
        expect(overview).toMatchObject({
            coverage: {
                run: { id: 'r1', tenants: { done: 1, failed: 1, partial: 0 } },
                totals: { missing: 7, covered: 11 },
                trend: [{ runId: 'r1' }],
                failed: { count: 1, items: [{ tenantId: tenantNo(2), customerName: 'Fabrikam', reason: 'deadline' }] },
            },
            funnel: { invited: 3, byStatus: { issued: 3 } },
            running: [],
            deadLetters: { count: 1, isComplete: true },
        });
        const missing = await reads.missing({ sort: 'newest' });
        expect(missing.items).toHaveLength(50);
        expect(missing.items[0]).toMatchObject({ displayName: 'Subscription 59', days: 0 });
        expect(missing).toMatchObject({
            found: 60,
            isAudited: true,
            counts: { count: 60, byReason: { 'no-access': 20, 'no-link': 40 } },
        });
        const customers = await reads.customers({ sort: 'missing' });
        expect(customers.items.map(({ name, totals: counted, outcome }) => [name, counted?.missing, outcome])).toEqual([
            ['Fabrikam', 5, 'failed'],
            ['Contoso', 2, 'done'],
        ]);
        const invites = await reads.invites({});
        expect(invites.items.map(({ customerName }) => customerName)).toEqual([
            'Customer 3',
            'Customer 2',
            'Customer 1',
        ]);
        expect((await reads.runs({})).items.map(({ id, status }) => [id, status])).toEqual([['r1', 'finished']]);
        expect(await reads.deadLetters({})).toMatchObject({ items: [{ messageId: 'm' }], waiting: { count: 1 } });
    });

    it('count other products beside Azure, of which every number stays as it was', async () => {
        await fill();
        await world.sweep();
        const { funnel, ...alone } = await world.reads.overview();
        await world.inviteByHand('intune', 1);
        await world.inviteByHand('ems', 2, { status: 'declined' });
        world.clock.at += 60 * MINUTE_MS;
        await world.sweep();

        const { funnel: beside, ...rest } = await world.reads.overview();

        const { azure } = funnel.byProduct;
        expect(rest).toEqual({ ...alone, asOf: rest.asOf });
        expect(beside).toEqual({ ...funnel, asOf: beside.asOf, byProduct: beside.byProduct });
        expect(beside.byProduct).toMatchObject({
            ...{ azure, intune: { invited: 1, waiting: 1 }, ems: { invited: 1, waiting: 0, declined: 1 } },
        });
        expect((await world.reads.invites({})).items.map(({ product }) => product)).toContain('intune');
    });

    it('that were kept before other products were counted are shown as they are', async () => {
        await world.invite(1);
        await world.sweep();
        const table = world.rawTable('glances');
        const kept = await table.get('glances', 'overview');
        if (kept === undefined) throw new Error('There is no glance.');
        const older = Object.entries(kept.value).map(([name, value]) => [
            name,
            typeof value === 'string'
                ? value.replace(/"byProduct":\{"azure":\{[^{}]*\{[^{}]*\}[^{}]*\}\},/, '')
                : value,
        ]);
        expect(older).not.toEqual(Object.entries(kept.value));
        await table.upsert(Object.fromEntries(older) as typeof kept.value);

        expect((await world.reads.overview()).funnel).toMatchObject({ invited: 1, byProduct: {} });
    });

    it('of an empty deployment show nothing, and no audit', async () => {
        await world.sweep();

        expect(await world.reads.overview()).toMatchObject({ coverage: null, running: [], funnel: { invited: 0 } });
        expect(await world.reads.missing({ sort: 'oldest' })).toMatchObject({
            ...{ items: [], cursor: null, found: 0, isAudited: false },
        });
        expect(await world.reads.missing({ sort: 'oldest', search: 'x' })).toMatchObject({ isAudited: false });
        expect((await world.reads.customers({ sort: 'missing' })).items).toEqual([]);
    });

    it('are written only where something differs', async () => {
        await fill();
        await world.sweep();
        world.clock.at += MINUTE_MS;

        const { made } = await world.callsOf(() => world.sweep());

        expect(made.filter(({ isWrite }) => isWrite)).toEqual([]);
        expect((await world.reads.invites({})).asOf).toBe(new Date(START).toISOString());
    });

    it('say now and then that they are still so', async () => {
        await fill();
        await world.sweep();
        world.clock.at += 15 * MINUTE_MS;

        await world.sweep();

        expect((await world.reads.overview()).asOf).toBe(new Date(START + 15 * MINUTE_MS).toISOString());
    });

    it('follow within a sweep: a new invite, a customer after some minutes, an audit that finished', async () => {
        await fill();
        await world.sweep();
        await world.invite(4);
        await world.customers.put(tenantNo(3), { name: 'Northwind' });

        world.clock.at += 6 * MINUTE_MS;
        await world.sweep();

        expect((await world.reads.invites({})).items).toHaveLength(4);
        expect((await world.reads.overview()).funnel.invited).toBe(4);
        expect((await world.reads.customers({ sort: 'missing' })).items).toHaveLength(3);

        await world.missMany(1, () => ({ subscriptionId: 'another', reason: 'other-partner' }));
        await world.run('r2', [{ totals: totals(1) }, { totals: totals(0) }]);
        await world.sweep();

        expect((await world.reads.overview()).coverage?.trend.map(({ runId }) => runId)).toEqual(['r1', 'r2']);
        expect((await world.reads.missing({ sort: 'newest' })).counts.count).toBe(61);
        expect((await world.reads.runs({})).items.map(({ id }) => id)).toEqual(['r2', 'r1']);
    });

    it('show how far a run is that goes on, and right now where that is asked', async () => {
        await world.run('r1', [{}, { outcome: 'failed', reason: 'deadline' }, { partial: true }], 2);
        await world.sweep();

        const progress = { id: 'r1', status: 'running', expected: 5, tenants: { done: 2, failed: 1, partial: 1 } };
        expect((await world.reads.overview()).running).toEqual([expect.objectContaining(progress)]);
        expect((await world.reads.runs({})).items).toEqual([expect.objectContaining(progress)]);

        const done = { outcome: 'done' as const, partial: false, reason: null };
        const nothing = { totals: noTotals(), changes: noChanges() };
        await world.audits.settleTask('r1', { tenantId: tenantNo(4), ...done, ...nothing });
        expect(await world.reads.running()).toEqual([
            expect.objectContaining({ tenants: { done: 3, failed: 1, partial: 1 } }),
        ]);
        expect((await world.reads.overview()).running).toEqual([expect.objectContaining(progress)]);
    });

    it('are up to date after whoever acts says so, and an outage stands in nobody’s way', async () => {
        await fill();
        await world.sweep();
        await world.invite(4);

        await world.reads.refresh(['invites', 'overview'], world.log);

        expect((await world.reads.invites({})).items).toHaveLength(4);
        expect((await world.reads.overview()).funnel.invited).toBe(4);

        await world.invite(5);
        world.on.call = (table) => {
            if (table === 'invites') throw new Error('away');
        };
        await world.reads.refresh(GLANCES, world.log);
        world.on.call = () => undefined;
        expect(world.logged.join()).toContain('"page":"invites"');
        expect((await world.reads.invites({})).items).toHaveLength(4);
        await world.sweep();
        expect((await world.reads.invites({})).items).toHaveLength(5);
    });

    it('never go back in time where two make them at once', async () => {
        await world.invite(1);
        await world.sweep();
        await world.invite(2);
        // One has read the invites and is about to write when another one sees to a newer one.
        let interrupted = false;
        const { glances } = world;
        const slow = { ...glances };
        slow.put = async (...args) => {
            if (!interrupted) {
                interrupted = true;
                await world.invite(3);
                await world.reads.refresh(['invites'], world.log);
            }
            return await glances.put(...args);
        };
        const invitesDeps = { invites: world.invites, invitePages: invitePages(world.rawTable('invites')) };

        await renew({ glances: slow, clock: world.clock }, ['invites'], makeInvites(invitesDeps));

        expect(interrupted).toBe(true);
        expect((await world.reads.invites({})).items).toHaveLength(3);
    });

    it('that were emptied while somebody made them are not written as they were', async () => {
        await world.invite(1, { customerName: 'Erased' });
        let reads = 0;
        const page = (name: string) => ({
            mark: '',
            contents: {
                invites: { items: [], cursor: name, looked: { searched: 0, isComplete: true }, found: null },
            },
        });

        await renew(world, ['invites'], async () => {
            reads += 1;
            if (reads > 1) return page('without');
            await world.glances.clear();
            return page('with');
        });

        expect(reads).toBe(2);
        expect((await world.glances.get('invites')).glance?.content.cursor).toBe('without');
    });

    it('are made again where another version wrote them', async () => {
        await world.invite(1);
        await world.rawTable('glances').insert({
            partitionKey: 'glances',
            rowKey: 'invites',
            asOf: 'long ago',
            mark: '',
            text00: JSON.stringify({ items: 'of another kind' }),
        });

        expect((await world.reads.invites({})).items).toHaveLength(1);
        expect((await world.glances.get('invites')).glance?.content.items).toHaveLength(1);
    });

    it('hold names of any length and script as they are', async () => {
        const name = '👩‍👩‍👧‍👦مرحبا'.repeat(16);
        await world.missMany(50, () => ({ customerName: name, displayName: name, nextStep: '🙂'.repeat(400) }));

        await world.sweep();

        const { items } = await world.reads.missing({ sort: 'customer' });
        expect(items).toHaveLength(50);
        expect(new Set(items.map(({ customerName, nextStep }) => customerName + nextStep))).toEqual(
            new Set([name + '🙂'.repeat(400)]),
        );
    });
});
