import { noChanges } from '../../../shared/domain/audit-run.ts';
import { runJson } from '../../../shared/http/audit-json.ts';
import { runAuditTenant } from '../../../shared/use-cases/audit/run-audit-tenant.ts';
import { startAudit } from '../../../shared/use-cases/audit/start-audit.ts';
import { addTenant, closeTables, makeWorld, openTables, quiet } from './world.ts';
import type { World } from './world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const A1 = 'c0000000-0000-4000-8000-0000000000a1';
const DAY = 24 * 60 * 60_000;

const nobodyNo = (n: number) => `dead0000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Customers of whose tenants Entra knows nothing: an audit of them fails at once. */
async function addUnknown(world: World, count: number): Promise<void> {
    for (let n = 1; n <= count; n += 1) await world.deps.customers.put(nobodyNo(n), { name: `Nobody ${n}` });
}

const progress = async (world: World, id: string) => {
    const run = (await world.deps.audits.get(id))?.value;
    if (run === undefined) throw new Error('There is no such run.');
    return await runJson(world.deps, run);
};

const outcome = {
    partial: false,
    reason: null,
    totals: { ...zero(), subscriptions: 1, covered: 1 },
    changes: noChanges(),
};
function zero() {
    return { subscriptions: 0, covered: 0, missing: 0, excluded: 0, inactive: 0, unknown: 0 };
}

describe('the progress of a run', () => {
    it('counts what is done while it goes on, and names what failed so far and why', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await addUnknown(world, 1);
        const { id } = await startAudit(world.deps, quiet);
        const message = world.queue.waiting.find(({ body }) => body.tenantId === nobodyNo(1));
        if (message === undefined) throw new Error('No message was sent.');

        const before = await progress(world, id);
        await runAuditTenant(world.deps, message.body, quiet);
        const half = await progress(world, id);
        await world.settle();
        const after = await progress(world, id);

        const failedTenants = [{ tenantId: nobodyNo(1), customerName: 'Nobody 1', reason: 'tenant-unknown' }];
        const counts = { expected: 2, done: 0, failed: 1, partial: 0 };
        expect(before).toEqual({
            id,
            status: 'running',
            startedAt: '2026-11-21T05:00:00.000Z',
            tenants: { ...counts, failed: 0 },
            failedTenants: [],
        });
        expect(half).toEqual({ ...before, tenants: counts, failedTenants });
        expect(after).toEqual({
            ...before,
            status: 'finished',
            finishedAt: '2026-11-21T05:00:00.000Z',
            tenants: { ...counts, done: 1, partial: 1 },
            failedTenants,
            changes: { ...noChanges(), new: 1 },
        });
    });

    it('names a hundred of those that failed at most, and one that is no customer any more by its ID alone', async () => {
        const world = makeWorld();
        await addUnknown(world, 101);
        const { id } = await world.audit();
        await world.deps.customers.delete(nobodyNo(1), () => Promise.resolve());

        const { tenants, failedTenants } = await progress(world, id);

        expect(tenants).toMatchObject({ expected: 101, failed: 101 });
        expect(failedTenants).toHaveLength(100);
        expect(failedTenants.slice(0, 2)).toEqual([
            { tenantId: nobodyNo(1), customerName: null, reason: 'tenant-unknown' },
            { tenantId: nobodyNo(2), customerName: 'Nobody 2', reason: 'tenant-unknown' },
        ]);
    });

    it('reads no tenant of a run that is over and had no failure', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        const { id } = await world.audit();
        const run = (await world.deps.audits.get(id))?.value;
        if (run === undefined) throw new Error('There is no such run.');
        const calls = world.fuse.calls;

        await runJson(world.deps, run);

        expect(world.fuse.calls).toBe(calls);
    });
});

describe('how the tenants of a run came out', () => {
    it('is told of all, of those that failed, or of those seen in part', async () => {
        const { deps } = makeWorld();
        const put = (tenantId: string, over: object) =>
            deps.audits
                .addTasks('r', tasks(tenantId))
                .then(() => deps.audits.settleTask('r', { tenantId, outcome: 'done', ...outcome, ...over }));
        async function* tasks(tenantId: string) {
            await Promise.resolve();
            const work = { attempt: 1, dueAt: '', failures: 0, failingSince: null, lastError: null };
            yield { runId: 'r', tenantId, work, cursor: null, begun: false };
        }
        await put('whole', {});
        await put('failed', { outcome: 'failed', reason: 'deadline' });
        await put('partial', { partial: true });
        const states = async (only?: 'failed' | 'partial') => {
            const found = [];
            for await (const state of deps.audits.tenantStates('r', only)) found.push(state);
            return found;
        };

        const failed = { tenantId: 'failed', outcome: 'failed', partial: false, reason: 'deadline' };
        const partial = { tenantId: 'partial', outcome: 'done', partial: true, reason: null };
        expect(await states('failed')).toEqual([failed]);
        expect(await states('partial')).toEqual([partial]);
        expect(await states()).toEqual([
            failed,
            partial,
            { tenantId: 'whole', outcome: 'done', partial: false, reason: null },
        ]);
    });
});

describe('the finished runs', () => {
    it('are listed with what they found, the one that finished last first, page by page', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1]);
        await addTenant(world, FABRIKAM, [FABRIKAM]);
        const first = await world.audit();
        world.clock.at += DAY;
        tenant.roles = { [A1]: [] };
        const second = await world.audit();
        const open = await startAudit(world.deps, quiet);

        const page = await world.deps.audits.recentFinished({ limit: 1 });
        const rest = await world.deps.audits.recentFinished({ limit: 5, continuation: page.continuation });

        expect(page.items).toMatchObject([{ id: second.id, result: { totals: { covered: 1, missing: 1 } } }]);
        expect(rest.items).toMatchObject([{ id: first.id, result: { totals: { covered: 2, missing: 0 } } }]);
        expect(rest.continuation).toBeUndefined();
        expect([first.id, second.id]).not.toContain(open.id);
    });

    it('are listed once, however often their end is noted', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        const { id } = await world.audit();
        const run = (await world.deps.audits.get(id))?.value;
        if (run === undefined) throw new Error('There is no such run.');

        await world.deps.audits.noteFinished(run);

        expect((await world.deps.audits.recentFinished({ limit: 5 })).items.map((one) => one.id)).toEqual([id]);
    });
});
