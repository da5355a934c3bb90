import { AzureError } from '../../../shared/ports/azure.ts';
import { retryDeadLetter } from '../../../shared/use-cases/dead-letters/manage-dead-letters.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { READER, SUPPORT } from '../../support/memory-azure.ts';
import { eligibleAt, linkTo, PARTNER_ID, rootOf } from '../../support/memory-partner-azure.ts';
import { invited, saveBySignIn, takeBack, tenantIn, waitsOf } from './sign-in.ts';
import { HOME, makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const OTHER = 'c0000000-0000-4000-8000-0000000000a2';
const PUT = `PUT ${TENANT} ${PARTNER_ID}`;
const DELETE = `DELETE ${TENANT} ${PARTNER_ID}`;

/** Attached after a sign-in that gave the role. */
async function attachedWorld(): Promise<World> {
    const world = makeWorld('signin');
    await saveBySignIn(world, (await invited(world)).id, true);
    await world.settle();
    return world;
}

/** Taken back, and the role gone at once. */
async function takenBack(world: World): Promise<void> {
    tenantIn(world.azure).roles = [];
    await takeBack(world, (await world.only()).id);
}

/** What became of the link, by the invite's own story. */
const told = async (world: World) => {
    const { status, attach, timeline } = await world.only();
    return { status, attach, what: timeline.filter(({ event }) => event === 'unlinked').map(({ detail }) => detail) };
};

const kept = (words: string) => ({
    status: 'removed',
    attach: null,
    what: [expect.stringMatching(new RegExp(`^The link is kept: .*${words}`)) as unknown],
});

describe('an invite that was taken back', () => {
    it('has the link deleted once, and both sides told once', async () => {
        const world = await attachedWorld();
        await takenBack(world);

        await world.settle();

        expect(await told(world)).toEqual({
            status: 'removed',
            attach: null,
            what: [expect.stringContaining('no link of this partner ID any more') as unknown],
        });
        expect(world.azure.written).toEqual([PUT, DELETE]);
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-admin': 2, 'outcome-partner': 2 });
        expect(await world.raw.tenantlocks.get(TENANT, 'link-lease')).toBeUndefined();
    });

    it('waits at growing intervals until the role that was taken away shows no more', async () => {
        const world = await attachedWorld();
        await takeBack(world, (await world.only()).id);

        const waits = await waitsOf(world, (waited) => {
            expect(world.azure.written).toEqual([PUT]);
            if (waited >= 50) tenantIn(world.azure).roles = [];
        });

        expect(waits).toEqual([2, 2, 4, 8, 16, 32]);
        expect(world.azure.written).toEqual([PUT, DELETE]);
    });

    it('keeps the link where a role still stands after ten minutes', async () => {
        const world = await attachedWorld();
        await takeBack(world, (await world.only()).id);

        const waits = await waitsOf(world);

        expect(waits.reduce((one, other) => one + other, 0)).toBe(600);
        expect(await told(world)).toEqual(kept('this subscription'));
        expect(world.azure.written).toEqual([PUT]);
    });

    it.each<[string, (world: World) => void, string]>([
        [
            'another subscription of the tenant needs it',
            (world) => {
                tenantIn(world.azure).subscriptionIds.push(OTHER);
                tenantIn(world.azure).roles = [eligibleAt(OTHER)];
            },
            'another subscription',
        ],
        ['it carries another partner ID', (world) => void (tenantIn(world.azure).link = linkTo('999999')), '999999'],
        [
            'there are too many subscriptions to look at each',
            (world) => {
                const ids = Array.from(
                    { length: 101 },
                    (_, n) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
                );
                tenantIn(world.azure).subscriptionIds.push(...ids);
                tenantIn(world.azure).roles = [{ roleDefinitionId: READER, scope: rootOf(TENANT) }];
            },
            'too many',
        ],
        [
            'the subscriptions cannot be listed',
            (world) => {
                world.azure.before = (question) => {
                    if (question.startsWith('subscriptions')) throw new AzureError('forbidden', '403');
                };
            },
            'could not be read',
        ],
        [
            'the application is blocked',
            (world) => {
                world.azure.before = (question) => {
                    if (question.startsWith('link')) throw new AzureError('forbidden', '403');
                };
            },
            'refuses',
        ],
    ])('keeps the link where %s', async (_why, prepare, words) => {
        const world = await attachedWorld();
        await takenBack(world);
        prepare(world);

        await world.settle();

        expect(await told(world)).toEqual(kept(words));
        expect(world.azure.written).toEqual([PUT]);
    });

    it('has it deleted although others of the tenant are seen, where nothing that counts is held there', async () => {
        const world = await attachedWorld();
        await takenBack(world);
        tenantIn(world.azure).subscriptionIds.push(OTHER);
        tenantIn(world.azure).roles = [{ roleDefinitionId: READER, scope: rootOf(TENANT) }];

        await world.settle();

        expect(world.azure.written).toEqual([PUT, DELETE]);
    });

    it('leaves nothing to do where the application is gone from the tenant', async () => {
        const world = await attachedWorld();
        await takenBack(world);
        tenantIn(world.azure).roles = null;

        await world.settle();

        expect((await told(world)).what).toEqual([expect.stringContaining('not in the tenant')]);
        expect(world.azure.written).toEqual([PUT]);
    });

    it.each([
        ['the application is in the tenant', []],
        ['the application is not in the tenant', null],
    ])('leaves the link in our own tenant alone, which counts for all who delegate: %s', async (_what, roles) => {
        const world = makeWorld('signin');
        tenantIn(world.azure).roles = roles;
        world.azure.delegated.set(SUBSCRIPTION, [eligibleAt(SUBSCRIPTION)]);
        await saveBySignIn(world, (await invited(world)).id, false);
        await world.settle();
        await takeBack(world, (await world.only()).id);

        await world.settle();

        expect((await told(world)).what).toEqual([expect.stringContaining('partner’s own tenant')]);
        expect(world.azure.written).toEqual([`PUT ${HOME} ${PARTNER_ID}`]);
    });

    it('waits as long as ARM wants, and ends the same', async () => {
        const world = await attachedWorld();
        await takenBack(world);
        let times = 0;
        world.azure.before = (question) => {
            if (!question.startsWith('deleteLink') || (times += 1) > 3) return;
            throw new AzureError('throttled', '429', { retryAfterMs: 60_000 });
        };

        await world.settle();

        expect((await told(world)).status).toBe('removed');
        expect(world.azure.written).toEqual([PUT, DELETE]);
        expect(await world.deadLetters()).toEqual([]);
    });

    it('stays taken back where the link could not be looked at, and that can be done again', async () => {
        const world = await attachedWorld();
        await takenBack(world);
        world.azure.before = (question) => {
            if (question.startsWith('link')) throw new AzureError('unexpected', '418 Teapot', { status: 418 });
        };
        await world.settle();
        expect(await told(world)).toMatchObject({ status: 'removed', attach: null });
        expect(world.azure.written).toEqual([PUT]);
        const [letter] = await world.deadLetters();
        world.azure.before = () => undefined;

        await retryDeadLetter(world.deps, letter?.id ?? '', quiet);
        await world.settle();

        expect((await told(world)).status).toBe('removed');
        expect(world.azure.written).toEqual([PUT, DELETE]);
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-admin': 2, 'outcome-partner': 2 });
    });

    it('counts no more as attested, nor does one that we attached ourselves', async () => {
        const world = await attachedWorld();
        const said = { at: world.clock.now().toISOString(), how: 'guest' } as const;
        const attested = async () => [...(await world.deps.customers.knownSubscriptions(TENANT)).attested.keys()];
        await world.deps.customers.noteAttested(TENANT, SUBSCRIPTION, said);
        await world.deps.customers.noteAttested(TENANT, OTHER, said);

        await takenBack(world);
        await world.settle();
        expect(await attested()).toEqual([OTHER]);

        tenantIn(world.azure).roles = [eligibleAt(SUBSCRIPTION)];
        await world.deps.customers.noteAttested(TENANT, SUBSCRIPTION, said);
        await saveBySignIn(world, (await invited(world)).id, true);
        await world.settle();
        expect(await attested()).toEqual([OTHER]);
    });

    it('can be invited, attached and taken back again as often as one likes', async () => {
        const world = makeWorld('signin');
        for (let round = 1; round <= 3; round += 1) {
            const { id } = await invited(world);
            tenantIn(world.azure).roles = [eligibleAt(SUBSCRIPTION)];
            await saveBySignIn(world, id, true);
            await world.settle();
            expect((await world.deps.invites.get(id))?.value.status).toBe('attached');

            tenantIn(world.azure).roles = [];
            await takeBack(world, id);
            await world.settle();
            expect((await world.deps.invites.get(id))?.value).toMatchObject({ status: 'removed', attach: null });
        }

        expect(world.azure.written).toEqual([PUT, DELETE, PUT, DELETE, PUT, DELETE]);
        expect(await world.deadLetters()).toEqual([]);
    });
});

describe('when the process dies while an invite is taken back', () => {
    /** While the role shows for a little longer, and the broker may forget everything. */
    async function story(world: World, arm: () => void, forgets: boolean): Promise<void> {
        await takeBack(world, (await world.only()).id);
        arm();
        await world.deliver();
        if (forgets) world.broker.lose();
        tenantIn(world.azure).roles = [{ roleDefinitionId: SUPPORT, scope: '/subscriptions/elsewhere' }];
        await world.settle();
    }

    it.each<[CrashMoment, boolean]>([
        ['before', false],
        ['after', false],
        ['before', true],
        ['after', true],
    ])(
        'at any call, %s it took effect, it ends the same (the broker forgets: %s)',
        async (moment, forgets) => {
            const undisturbed = await attachedWorld();
            const begun = undisturbed.fuse.calls;
            let armed = 0;
            await story(undisturbed, () => void (armed = undisturbed.fuse.calls), forgets);
            const calls = undisturbed.fuse.calls - armed;
            expect(armed).toBeGreaterThan(begun);
            expect(calls).toBeGreaterThan(15);
            const end = await told(undisturbed);

            for (let call = 1; call <= calls; call += 1) {
                const world = await attachedWorld();
                await story(world, () => world.fuse.dieAt(call, moment), forgets);
                expect(world.fuse.deaths).toBe(1);
                expect({ call, ...(await told(world)) }).toEqual({ call, ...end });
                expect(world.azure.written).toEqual([PUT, DELETE]);
                expect(await world.deadLetters()).toEqual([]);
                expect(await world.wrongIndexRows()).toEqual([]);
            }
        },
        120_000,
    );
});
