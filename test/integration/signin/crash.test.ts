import type { CrashMoment } from '../../support/fuse.ts';
import { Decided } from '../../../shared/use-cases/sign-in/target.ts';
import type { Departure } from '../../../shared/use-cases/sign-in/depart.ts';
import { ADMIN, ANALYTICS, ARCHIVE, group, makeWorld, OWNER, owner, TENANT } from './world.ts';
import type { World } from './world.ts';
import type { GrantChoice } from '../../../shared/domain/sign-in.ts';

/** What somebody does who comes with a yes, a no, or a change. */
interface Story {
    prepare?: (world: World) => Promise<unknown>;
    begin: (world: World) => Promise<Departure>;
    choice?: Partial<GrantChoice>;
}

const only = async (world: World) => {
    const invite = (await world.allInvites()).find(({ origin }) => origin === 'partner');
    if (invite === undefined) throw new Error('no invite');
    return invite;
};

const attachedAt = async (world: World, managementGroupId: string | null): Promise<void> => {
    world.give(owner.objectId, OWNER, group(TENANT));
    await world.save(await world.invited(), owner, { managementGroupId });
    await world.settle();
};

/** From the link to the end, again from the start where the process died under it. */
async function tell(world: World, { begin, choice }: Story, beforeAct: () => void = () => undefined): Promise<void> {
    for (let tries = 0; tries < 3; tries += 1) {
        try {
            const button = await world.press(await world.reviewed(await begin(world), owner), choice);
            if (tries === 0) beforeAct();
            await world.done(button, owner);
            if (!world.fuse.died) return;
        } catch (error) {
            if (error instanceof Decided) return;
            if (!world.fuse.died) throw error;
        }
        world.fuse.restart();
    }
    throw new Error('It was never done.');
}

const outcomeOf = async (world: World) => ({
    ends: await world.ends(),
    roles: world.ourRoles(),
    written: world.azure.written,
    deadLetters: await world.deadLetters(),
    wrongIndexRows: await world.wrongIndexRows(),
    mailsBeyond: Math.max(0, (world.mailsSent()['outcome-admin'] ?? 0) - (await world.allInvites()).length),
});

describe.each<[string, Story]>([
    [
        'a yes to an invite, with further subscriptions and Reader',
        {
            prepare: (world) => world.invited(),
            begin: async (world) => world.begin(await only(world)),
            choice: { subscriptionIds: [ANALYTICS, ARCHIVE], reader: true },
        },
    ],
    [
        'a yes to an invite, one more waiting for the same person on a further subscription',
        {
            prepare: async (world) => [await world.invited(ADMIN, ANALYTICS), await world.invited()],
            begin: async (world) => {
                const asked = (await world.allInvites()).find(({ subscriptionId }) => subscriptionId !== ANALYTICS);
                if (asked === undefined) throw new Error('no invite');
                return await world.begin(asked);
            },
            choice: { subscriptionIds: [ANALYTICS] },
        },
    ],
    [
        'a yes by the link without a token',
        { begin: (world) => world.beginOpen(), choice: { subscriptionIds: [ANALYTICS] } },
    ],
    [
        'a yes at the root management group',
        {
            prepare: (world) => {
                world.give(owner.objectId, OWNER, group(TENANT));
                return world.invited();
            },
            begin: async (world) => world.begin(await only(world)),
            choice: { managementGroupId: TENANT },
        },
    ],
    [
        'a removal',
        {
            prepare: (world) => attachedAt(world, null),
            begin: async (world) => world.beginTo(await only(world), 'remove'),
        },
    ],
    [
        'a removal of what stands above too',
        {
            prepare: (world) => attachedAt(world, TENANT),
            begin: async (world) => world.beginTo(await only(world), 'remove'),
            choice: { above: true },
        },
    ],
])('%s, through a process that dies at any call, done again by the person', (_what, story) => {
    it.each<CrashMoment>(['before', 'after'])(
        'comes to the same end, dead %s the call took effect',
        async (moment) => {
            const undisturbed = makeWorld();
            await story.prepare?.(undisturbed);
            let callsBefore = 0;
            await tell(undisturbed, story, () => (callsBefore = undisturbed.fuse.calls));
            const calls = undisturbed.fuse.calls - callsBefore;
            await undisturbed.settle();
            const wanted = await outcomeOf(undisturbed);

            expect(calls).toBeGreaterThan(5);
            for (let call = 1; call <= calls; call += 1) {
                const world = makeWorld();
                await story.prepare?.(world);
                await tell(world, story, () => {
                    world.fuse.dieAt(call, moment);
                });
                expect([call, world.fuse.deaths]).toEqual([call, 1]);
                await world.settle();
                expect({ call, ...(await outcomeOf(world)) }).toEqual({ call, ...wanted });
            }
        },
        120_000,
    );
});
