import { askOfTenant } from '../../../shared/use-cases/invites/ask-of-tenant.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { DAY_MS, makeWorld, quiet, TENANT } from './said-world.ts';
import type { SaidWorld } from './said-world.ts';
import { sendReminders } from '../../../shared/use-cases/remind/remind.ts';

/** The timers on that day and the next, when what a crash cost is made good. */
async function twoDays(world: SaidWorld): Promise<void> {
    for (let day = 0; day < 2; day += 1) {
        const from = world.clock.at;
        for (let round = 0; round < 3; round += 1) await world.tick();
        world.clock.at = from + DAY_MS;
    }
}

/** Said; the agreement changes, and it is still so; a year goes by, and nobody answers. */
async function story(world: SaidWorld, start: () => void): Promise<string> {
    const { id } = await world.asked();
    start();
    await world.answer(id, 'added');
    world.clock.at += 10 * DAY_MS;
    const changedAt = world.clock.now().toISOString();
    // As two audits tell it.
    for (let run = 0; run < 2; run += 1) {
        await world.persist(() => askOfTenant(world.deps, TENANT, changedAt));
        await twoDays(world);
    }
    await world.answer(id, 'added');
    world.clock.at += 363 * DAY_MS;
    await twoDays(world);
    await twoDays(world);
    world.clock.at += 30 * DAY_MS;
    await twoDays(world);
    return id;
}

async function expectTheEnd(world: SaidWorld, id: string, crash: string): Promise<void> {
    const invite = await world.read(id);
    const asking = world.asking().map(({ generation }) => generation);
    expect({ crash, asked: [...new Set(asking)] }).toEqual({ crash, asked: [2, 3] });
    expect({
        crash,
        events: world.events(invite, 'attested', 'facts-changed', 'asked-again', 'attested-again', 'lapsed'),
        told: world.told(invite),
    }).toEqual({
        crash,
        events: ['attested', 'facts-changed', 'asked-again', 'attested-again', 'asked-again', 'lapsed'],
        told: ['added', 'lapsed'],
    });
    // A question is not asked twice on one day.
    expect({ crash, perDay: new Set(world.perDay(({ kind }) => kind === 'ask-again')) }).toEqual({
        crash,
        perDay: new Set([1]),
    });
    expect(await world.deadLetters()).toEqual([]);
    expect(await world.wrongIndexRows()).toEqual([]);
    expect(await sendReminders(world.deps, quiet)).toEqual({ reminded: 0, askedAgain: 0 });
}

const WRITES = new Set(['insert', 'upsert', 'replace', 'delete', 'transact', 'send']);

/** The numbers of the calls that write or send, and of those that come next: a message goes out behind a write. */
function watchWrites({ fuse, raw, mailer }: SaidWorld): ReadonlySet<number> {
    const calls = new Set<number>();
    for (const target of [...Object.values(raw), mailer]) {
        for (const [name, method] of Object.entries(target) as [string, unknown][]) {
            if (!WRITES.has(name) || typeof method !== 'function') continue;
            Object.assign(target, {
                [name]: (...args: unknown[]): unknown => {
                    calls.add(fuse.calls).add(fuse.calls + 1);
                    return Reflect.apply(method, target, args);
                },
            });
        }
    }
    return calls;
}

describe('when the process dies at any call to the outside', () => {
    it.each<CrashMoment>(['before', 'after'])(
        'what was said is asked again once for each reason and lapses once: it died %s the call took effect',
        async (moment) => {
            const undisturbed = makeWorld();
            const watched = watchWrites(undisturbed);
            const from: number[] = [];
            const id = await story(undisturbed, () => from.push(undisturbed.fuse.calls));
            const calls = [...watched].map((call) => call - (from[0] ?? 0)).filter((call) => call > 0);
            await expectTheEnd(undisturbed, id, 'none');
            expect(undisturbed.asking()).toHaveLength(2);
            expect(calls.length).toBeGreaterThan(20);

            for (const call of calls) {
                const world = makeWorld();
                const crashed = await story(world, () => {
                    world.fuse.dieAt(call, moment);
                });
                const crash = `${moment} call ${call}`;
                expect({ crash, deaths: world.fuse.deaths }).toEqual({ crash, deaths: 1 });
                await expectTheEnd(world, crashed, crash);
            }
        },
        240_000,
    );
});
