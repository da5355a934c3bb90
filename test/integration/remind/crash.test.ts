import { autoInvite } from '../../../shared/use-cases/invites/auto-invite.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { plainComposer } from '../../support/plain-composer.ts';
import { ADMIN, ANALYTICS, ARCHIVE, makeWorld, namedIn, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { RemindWorld } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const FOUND = [SUBSCRIPTION, ANALYTICS];

/** Some minutes with the timer, the sweep and the broker at work, and the same a day later, when a lost day is over. */
async function twoDays(world: RemindWorld): Promise<void> {
    for (let day = 0; day < 2; day += 1) {
        const from = world.clock.at;
        await world.remind();
        await world.deliver();
        for (let round = 0; round < 2; round += 1) {
            world.clock.at += 90_000;
            await world.sweepOnce();
            await world.deliver();
        }
        world.clock.at = from + DAY_MS;
    }
}

/** Two subscriptions are found and their contact invited, one is asked about by hand, and nobody answers for three days. */
async function story(world: FusedWorld): Promise<void> {
    await world.deps.customers.put(TENANT, { name: 'Contoso', contactEmail: ADMIN, autoInvite: true });
    const newlyMissing = FOUND.map((subscriptionId) => {
        world.missing.set(subscriptionId, { value: { coverage: 'missing', reason: 'no-link' } });
        return { subscriptionId, displayName: 'Web', reason: 'no-link' as const };
    });
    world.start();
    await world.persist(() => autoInvite(world.deps, { tenantId: TENANT, newlyMissing }, quiet));
    await twoDays(world);
    await world.once(ARCHIVE);
    world.clock.at += DAY_MS;
    for (let pair = 0; pair < 3; pair += 1) await twoDays(world);
}

/** A world in which the process dies only once the story has begun. */
function fusedWorld(call?: number, moment: CrashMoment = 'before') {
    const world = makeWorld('email', plainComposer);
    return {
        ...world,
        start: () => {
            world.fuse.calls = 0;
            if (call !== undefined) world.fuse.dieAt(call, moment);
        },
        /** Asks by hand, once, whatever dies. */
        once: async (subscriptionId: string) => {
            const isThere = async () =>
                (await world.allInvites()).some((invite) => invite.subscriptionId === subscriptionId);
            while (!(await isThere())) await world.mailed(subscriptionId).catch(() => world.fuse.restart());
            world.fuse.restart();
            await world.deliver();
        },
    };
}

type FusedWorld = ReturnType<typeof fusedWorld>;

const expectTheEnd = async (world: FusedWorld, crash: string): Promise<void> => {
    const invites = await world.allInvites();
    const told = new Set([...world.sent('invite'), ...world.sent('reminder')].flatMap(({ text }) => namedIn(text)));
    expect({ crash, count: invites.length, told: [...told].sort() }).toEqual({
        crash,
        count: 3,
        told: [...FOUND, ARCHIVE].sort(),
    });
    expect({ crash, statuses: invites.map(({ status }) => status) }).toEqual({
        crash,
        statuses: Array(3).fill('sent'),
    });
    expect({ crash, reminded: invites.map(({ reminders }) => reminders > 0) }).toEqual({
        crash,
        reminded: Array(3).fill(true),
    });
    expect({ crash, states: (await world.listed()).map(({ state }) => state) }).toEqual({
        crash,
        states: ['invited', 'invited'],
    });
    const byHand = invites.find(({ subscriptionId }) => subscriptionId === ARCHIVE)?.id;
    const ofOwnAccord = world.perDay((about) => about.kind !== 'invite' || about.inviteId !== byHand);
    expect({ crash, ofOwnAccord: new Set(ofOwnAccord) }).toEqual({ crash, ofOwnAccord: new Set([1]) });
    expect(await world.deadLetters()).toEqual([]);
    expect(await world.wrongIndexRows()).toEqual([]);
};

describe('when the process dies at any call to the outside', () => {
    it.each<CrashMoment>(['before', 'after'])(
        'whoever was found is invited once and reminded, never twice a day: it died %s the call took effect',
        async (moment) => {
            const undisturbed = fusedWorld();
            await story(undisturbed);
            await expectTheEnd(undisturbed, 'none');
            expect(undisturbed.mailsSent()).toEqual({ invite: 2, reminder: undisturbed.sent('reminder').length });

            for (let call = 1; call <= undisturbed.fuse.calls; call += 1) {
                const world = fusedWorld(call, moment);
                await story(world);
                const crash = `${moment} call ${call}`;
                expect({ crash, deaths: world.fuse.deaths }).toEqual({ crash, deaths: 1 });
                await expectTheEnd(world, crash);
            }
        },
        240_000,
    );
});
