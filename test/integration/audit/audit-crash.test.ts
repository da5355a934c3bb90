import type { SubscriptionRecord } from '../../../shared/domain/subscription-record.ts';
import { startAudit } from '../../../shared/use-cases/audit/start-audit.ts';
import { runAuditTenant } from '../../../shared/use-cases/audit/run-audit-tenant.ts';
import { sweepAudits } from '../../../shared/use-cases/audit/sweep-audits.ts';
import { READER } from '../../support/memory-azure.ts';
import { addTenant, Crash, makeWorld, missingIds, quiet, recordsOf, roleAt, subscription } from './world.ts';
import type { World } from './world.ts';

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const [A1, A2, A3, B1] = ['a1', 'a2', 'a3', 'b1'].map((end) => `c0000000-0000-4000-8000-0000000000${end}`) as [
    string,
    string,
    string,
    string,
];

/** Something of everything: one becomes covered, one missing, one goes, one is new. */
async function prepare(): Promise<World> {
    // In memory: it is made anew for every call.
    const world = makeWorld({}, 'memory');
    const tenant = await addTenant(world, CONTOSO, [A1, A2, B1], {
        roles: { [A1]: [], [A2]: [roleAt('/x')], [B1]: [] },
    });
    await addTenant(world, FABRIKAM, []);
    await world.audit();
    world.covered.length = 0;
    world.newlyMissing.length = 0;
    world.clock.at += 24 * 60 * 60_000;
    tenant.subscriptions = [A1, A2, A3].map((id) => subscription(CONTOSO, id));
    tenant.roles = { [A1]: [roleAt('/x')], [A2]: [roleAt('/x', READER)], [A3]: [] };
    return world;
}

/** Runs until nothing is left to do, coming back whenever the process dies. */
async function runOn(world: World, { isRedelivered }: { isRedelivered: boolean }): Promise<void> {
    const until = world.clock.at + 60 * 60_000;
    let isStarted = false;
    while (world.clock.at < until) {
        let held: Parameters<typeof runAuditTenant>[1] | undefined;
        try {
            if (!isStarted) {
                isStarted = true;
                await startAudit(world.deps, quiet);
            }
            for (
                let next = world.queue.take(world.clock.now());
                next !== undefined;
                next = world.queue.take(world.clock.now())
            ) {
                held = next.body;
                await runAuditTenant(world.deps, held, quiet);
                held = undefined;
            }
            if (await world.isOver()) return;
            await sweepAudits(world.deps, quiet);
        } catch (error) {
            if (!(error instanceof Crash)) throw error;
            world.fuse.left = Infinity;
            if (held !== undefined && isRedelivered) {
                // The lock of the message runs out, and it comes again.
                world.clock.at += 60_000;
                await runAuditTenant(world.deps, held, quiet);
            }
        }
        world.clock.at += 20_000;
    }
    throw new Error('The run does not end.');
}

/** A run is recorded with its second row. */
const CALLS_UNTIL_RECORDED = 2;

/** When each run came depends on the crash; what it found does not. */
const timeless = (records: Record<string, SubscriptionRecord>) =>
    Object.fromEntries(
        Object.entries(records).map(([id, record]) => [
            id,
            {
                ...record,
                firstSeenAt: '',
                missingSince: record.missingSince === null ? null : '',
                changes: record.changes.map(({ what, from, to }) => ({ what, from, to })),
            },
        ]),
    );

const outcome = async (world: World) => {
    const { records, unsettled } = await recordsOf(world, CONTOSO);
    const latest = await world.deps.audits.latestFinished();
    return {
        isLatestOfToday: latest?.startedAt.slice(0, 10) === world.clock.now().toISOString().slice(0, 10),
        tenants: latest?.result?.tenants,
        records: timeless(records),
        unsettled,
        missing: (await missingIds(world)).sort(),
        covered: [...new Set(world.covered)].sort(),
        newlyMissing: [...new Set(world.newlyMissing)].sort(),
        changes: latest?.result?.changes,
    };
};

describe('an audit whose process dies', () => {
    it.each([{ isRedelivered: true }, { isRedelivered: false }])(
        'at any call to a table or the queue ends the same: %j',
        async (how) => {
            const undisturbed = await prepare();
            const callsBefore = undisturbed.fuse.calls;
            await runOn(undisturbed, how);
            const calls = undisturbed.fuse.calls - callsBefore;
            const expected = await outcome(undisturbed);
            expect(expected).toMatchObject({
                isLatestOfToday: true,
                tenants: { done: 2, failed: 0, partial: 1 },
                unsettled: false,
                missing: [A2, A3].sort(),
                covered: [A1],
                newlyMissing: [A3],
                changes: { new: 1, newlyMissing: 1, recovered: 1, moved: 0, gone: 1, migrated: 0 },
            });

            const ends: unknown[] = [];
            for (let line = 0; line < calls; line += 1) {
                const world = await prepare();
                world.fuse.left = line;
                await runOn(world, how);
                // A start that died before it was recorded was never answered: the caller starts again.
                if (line < CALLS_UNTIL_RECORDED) await world.audit();
                ends.push(await outcome(world));
            }

            expect(calls).toBeGreaterThan(30);
            expect(ends).toEqual(ends.map(() => expected));
        },
        120_000,
    );
});
