import { startAudit } from '../../../shared/use-cases/audit/start-audit.ts';
import { sweepAudits } from '../../../shared/use-cases/audit/sweep-audits.ts';
import type { AuditSettings } from '../../../shared/use-cases/audit/audit-deps.ts';
import { addTenant, closeTables, Crash, makeWorld, missingIds, openTables, quiet, recordsOf } from './world.ts';
import type { World } from './world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const SECOND = 1000;
const COUNT = 60;
const IDS = Array.from({ length: COUNT }, (_, n) => `a0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
/** Of these no role counts. */
const UNCOVERED = IDS.filter((_, n) => n % 7 === 0);

/** A tenant of which each listed subscription and each question for roles takes time. */
async function makeLargeTenant(
    settings: Partial<AuditSettings>,
    takes: { listing: number; roles: number } = { listing: 0, roles: 0 },
    meanwhile: (world: World) => Promise<void> = () => Promise.resolve(),
) {
    const world = makeWorld(settings);
    const tenant = await addTenant(world, CONTOSO, IDS);
    for (const id of UNCOVERED) tenant.roles[id] = [];
    const asked: string[] = [];
    const plain = world.azure.tenant.bind(world.azure);
    world.azure.tenant = (tenantId) => {
        const access = plain(tenantId);
        return {
            ...access,
            subscriptions: async function* () {
                for await (const one of access.subscriptions()) {
                    world.clock.at += takes.listing;
                    await meanwhile(world);
                    yield one;
                }
            },
            rolesAt: (scope, ...more) => {
                if (scope.startsWith('/subscriptions/')) {
                    asked.push(scope);
                    world.clock.at += takes.roles;
                }
                return access.rolesAt(scope, ...more);
            },
        };
    };
    return { world, asked };
}

/** Records without what tells the hour at which they were written. */
async function standingOf(world: World) {
    const { records, unsettled } = await recordsOf(world, CONTOSO);
    const rows = Object.values(records).map(({ subscriptionId, coverage, reason, role, agreementRead }) => ({
        ...{ subscriptionId, coverage, reason, role, agreementRead },
    }));
    return { rows, unsettled };
}

const attemptsOf = (world: World) => world.queue.accepted.length;

describe('a tenant with more subscriptions than are read at once', () => {
    it('ends in parts as it ends at once', async () => {
        const { world: atOnce } = await makeLargeTenant({ partSize: COUNT });
        const { world: inParts, asked } = await makeLargeTenant({ partSize: 7 });

        const wanted = await atOnce.audit();
        const run = await inParts.audit();

        expect(await standingOf(inParts)).toEqual(await standingOf(atOnce));
        expect(run.totals).toEqual(wanted.totals);
        expect(run.changes).toEqual(wanted.changes);
        expect((await missingIds(inParts)).sort()).toEqual(UNCOVERED);
        expect(inParts.newlyMissing.toSorted()).toEqual(UNCOVERED);
        expect(new Set(asked).size).toBe(COUNT);
        expect(await inParts.deps.customers.get(CONTOSO)).toEqual(await atOnce.deps.customers.get(CONTOSO));
    });

    it('holds no more records than a part has, and writes nothing where nothing changed', async () => {
        const { world } = await makeLargeTenant({ partSize: 7 });
        await world.audit();
        world.writes.clear();
        const { subscriptions } = world.deps;
        const plain = { ...subscriptions };
        const sizes: number[] = [];
        subscriptions.ofTenant = async (...question) => {
            const found = await plain.ofTenant(...question);
            sizes.push(found.records.size);
            return found;
        };

        const run = await world.audit();

        expect(run.totals.subscriptions).toBe(COUNT);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(COUNT);
        expect(Math.max(...sizes)).toBe(7);
        expect([...world.writes.keys()]).toEqual(['auditruns']);
    });

    it('takes several goes, and asks for each subscription once', async () => {
        const { world, asked } = await makeLargeTenant(
            { partSize: 7, sliceMs: 10 * SECOND },
            { listing: 0, roles: SECOND },
        );

        const run = await world.audit();

        expect(run).toMatchObject({ tenants: { done: 1, failed: 0 }, totals: { subscriptions: COUNT } });
        expect(attemptsOf(world)).toBeGreaterThanOrEqual(5);
        expect(asked.length).toBeGreaterThanOrEqual(COUNT);
        // Those that were asked for beyond the place where it stopped are asked for again: fewer than are asked at once.
        expect(asked.length).toBeLessThan(COUNT + attemptsOf(world) * 4);
        expect(run.changes.new).toBe(COUNT);
    });

    it('comes further in each go however long its listing takes, and nobody else takes it up meanwhile', async () => {
        const { world, asked } = await makeLargeTenant(
            { partSize: 7, sliceMs: 10 * SECOND },
            { listing: 3 * SECOND, roles: SECOND },
            async ({ deps }) => {
                await sweepAudits(deps, quiet);
            },
        );

        const run = await world.audit();

        expect(run).toMatchObject({ tenants: { done: 1, failed: 0 }, totals: { subscriptions: COUNT } });
        expect(asked.length).toBeLessThan(COUNT + attemptsOf(world) * 4);
        expect(attemptsOf(world)).toBeLessThan(COUNT / 10 + 3);
    });

    it('goes on where it was when the process dies on the way', async () => {
        const { world, asked } = await makeLargeTenant(
            { partSize: 7, sliceMs: 1000 * SECOND },
            { listing: 0, roles: 5 * SECOND },
        );
        const plain = { ...world.deps.subscriptions };
        let saves = 0;
        world.deps.subscriptions.save = (...what) => {
            saves += 1;
            if (saves === 6) throw new Crash('the process died');
            return plain.save(...what);
        };
        const { id } = await startAudit(world.deps, quiet);

        await expect(world.deliver()).rejects.toBeInstanceOf(Crash);
        await world.settle();

        const run = (await world.deps.audits.get(id))?.value;
        expect(run?.result).toMatchObject({ tenants: { done: 1 }, totals: { subscriptions: COUNT } });
        // Five parts were written; the sixth, and whatever was written since it last said how far it was, is read again.
        expect(asked.length).toBeLessThan(COUNT + 3 * 7);
        expect(asked.length).toBeGreaterThan(COUNT);
    });
});
