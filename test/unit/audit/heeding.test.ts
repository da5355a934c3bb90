import { tenantLockTable } from '../../../shared/adapters/tables/tenant-locks.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import type { TenantAccess } from '../../../shared/ports/azure.ts';
import { heeding } from '../../../shared/use-cases/audit/heeding.ts';
import { memoryAzure } from '../../support/memory-azure.ts';
import { memoryTable } from '../../support/memory-table.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const SECOND = 1000;

/** Azure as it answers one principal, to several who ask in its name. */
function makeWorld() {
    const clock = { at: Date.parse('2026-11-21T05:00:00.000Z'), now: () => new Date(clock.at) };
    const locks = tenantLockTable(memoryTable(), clock);
    const azure = memoryAzure(TENANT);
    azure.tenants.set(TENANT, { principalId: 'p', subscriptions: [], roles: {} });
    const open: (() => void)[] = [];
    const refusal: { with: AzureError | undefined } = { with: undefined };
    let most = 0;
    let asked = 0;
    const access: TenantAccess = {
        ...azure.tenant(TENANT),
        link: async () => {
            asked += 1;
            const { with: error } = refusal;
            await new Promise<void>((resolve) => {
                open.push(resolve);
                most = Math.max(most, open.length);
            });
            if (error !== undefined) throw error;
            return undefined;
        },
    };
    return {
        clock,
        locks,
        refusal,
        asker: () => heeding({ locks, clock }, access),
        /** How many questions were on their way at once since this was last asked. */
        takeMost: () => {
            const before = most;
            most = 0;
            return before;
        },
        asked: () => asked,
        /** Answers, in turn, whatever is asked until all of these have their answer. */
        settled: async (questions: readonly Promise<unknown>[]) => {
            const pending = { is: true };
            const all = Promise.allSettled(questions).finally(() => {
                pending.is = false;
            });
            while (pending.is) {
                await new Promise((resolve) => setImmediate(resolve));
                open.shift()?.();
            }
            return (await all).map((one) => (one.status === 'rejected' ? (one.reason as AzureError).kind : 'answered'));
        },
    };
}

const throttled = (retryAfterMs?: number) => new AzureError('throttled', '429', { retryAfterMs });

type World = ReturnType<typeof makeWorld>;

/** So many ask for the same at the same moment. */
const together = ({ asker, settled }: World, count: number) =>
    settled(Array.from({ length: count }, () => asker().link()));

describe('a principal that was told to wait', () => {
    it('is asked for by nobody until then', async () => {
        const world = makeWorld();
        world.refusal.with = throttled(10 * SECOND);
        await together(world, 1);
        world.refusal.with = undefined;

        world.clock.at += 9 * SECOND;
        const early = await together(world, 3);
        world.clock.at += SECOND;
        const later = await together(world, 1);

        expect(early).toEqual(['throttled', 'throttled', 'throttled']);
        expect(later).toEqual(['answered']);
        expect(world.asked()).toBe(2);
    });

    it('is asked by one alone when the wait is over, and by all once that one has its answer', async () => {
        const world = makeWorld();
        world.refusal.with = throttled(SECOND);
        await together(world, 1);
        world.refusal.with = undefined;
        world.clock.at += SECOND;
        world.takeMost();

        const answers = await together(world, 6);

        expect(answers).toEqual(Array.from({ length: 6 }, () => 'answered'));
        // The first, and then the other five.
        expect(world.takeMost()).toBe(5);
        expect(world.asked()).toBe(1 + 6);
    });

    it('is asked once where that one is told to wait again', async () => {
        const world = makeWorld();
        world.refusal.with = throttled(SECOND);
        await together(world, 1);
        world.clock.at += SECOND;

        const answers = await together(world, 6);

        expect(answers).toEqual(Array.from({ length: 6 }, () => 'throttled'));
        expect(world.asked()).toBe(1 + 1);
    });

    it.each([
        ['a wait that was named', 4 * SECOND, [4, 4, 4]],
        ['a wait of our own, longer each time, where none was', undefined, [1, 2, 4]],
    ])('heeds %s', async (_what, retryAfterMs, seconds) => {
        const world = makeWorld();
        const waits: number[] = [];
        world.refusal.with = throttled(retryAfterMs);
        while (waits.length < seconds.length) {
            await together(world, 1);
            const until = await world.locks.notBefore(TENANT);
            waits.push(((until?.getTime() ?? 0) - world.clock.at) / SECOND);
            world.clock.at = until?.getTime() ?? 0;
        }

        expect(waits).toEqual(seconds);
    });

    it('has waited for the last time once it is answered', async () => {
        const world = makeWorld();
        const waitAfterRefusal = async () => {
            world.refusal.with = throttled();
            await together(world, 1);
            world.refusal.with = undefined;
            return (await world.locks.notBefore(TENANT))?.getTime() ?? 0;
        };
        world.clock.at = await waitAfterRefusal();
        await together(world, 1);
        const began = world.clock.at;

        expect((await waitAfterRefusal()) - began).toBe(SECOND);
    });
});
