import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import { eligibleAt, linkTo, PARTNER_ID } from '../../support/memory-partner-azure.ts';
import { invited, saveBySignIn, tenantIn, waitingAttach, waitsOf } from './sign-in.ts';
import { makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const TEN_MINUTES_S = 600;
const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);

/** Saved by sign-in just now; nothing that it gave shows yet. */
async function granted(roles: null | [] = []): Promise<World> {
    const world = makeWorld('signin');
    tenantIn(world.azure).roles = roles;
    await saveBySignIn(world, (await invited(world)).id, true);
    return world;
}

describe('an attach after a role was given through us', () => {
    it('writes the link at once, looks again at growing intervals, and gives up after ten minutes', async () => {
        const world = await granted();

        await world.deliver();
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
        expect((await world.only()).status).toBe('attaching');
        const first = waitingAttach(world)?.notBefore ?? 0;
        expect(first - world.clock.at).toBe(2_000);
        world.clock.at = first;
        const waits = await waitsOf(world);

        expect(waits.slice(0, 6)).toEqual([2, 4, 8, 16, 32, 60]);
        expect(Math.max(...waits)).toBe(60);
        expect(2 + sum(waits)).toBe(TEN_MINUTES_S);
        const invite = await world.only();
        expect(invite.status).toBe('unrecognised');
        expect(invite.nextStep).toContain('Save partner');
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-admin': 1, 'outcome-partner': 1 });
    });

    it('is attached as soon as the role shows', async () => {
        const world = await granted();

        const waits = await waitsOf(world, (waited) => {
            if (waited >= 30) tenantIn(world.azure).roles = [eligibleAt(SUBSCRIPTION)];
        });

        expect(sum(waits)).toBe(32);
        expect((await world.only()).status).toBe('attached');
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
    });

    it('counts waiting as no failure', async () => {
        const world = await granted();

        await waitsOf(world, (waited) => {
            if (waited >= 120) tenantIn(world.azure).roles = [eligibleAt(SUBSCRIPTION)];
        });

        expect(await world.deadLetters()).toEqual([]);
        const { timeline } = await world.only();
        expect(timeline.filter(({ event }) => event === 'attaching')).toHaveLength(1);
    });

    it('waits for the application too, which the same sign-in brought in', async () => {
        const world = await granted(null);

        const waits = await waitsOf(world, (waited) => {
            if (waited >= 10) tenantIn(world.azure).roles = [eligibleAt(SUBSCRIPTION)];
        });

        expect(sum(waits)).toBe(16);
        expect((await world.only()).status).toBe('attached');
    });

    it('has failed where the application does not show within ten minutes', async () => {
        const world = await granted(null);

        const waits = await waitsOf(world);

        expect(sum(waits)).toBe(TEN_MINUTES_S);
        const invite = await world.only();
        expect(invite.status).toBe('failed');
        expect(invite.nextStep).toContain('is not in this tenant');
        expect(invite.nextStep).toContain('Save partner');
    });

    it('does not wait to say that another partner ID is in the way', async () => {
        const world = await granted();
        tenantIn(world.azure).link = linkTo('999999');

        expect(await waitsOf(world)).toEqual([]);
        expect((await world.only()).status).toBe('conflict');
    });

    it('comes to the same end where Azure is away in between and the broker forgets', async () => {
        const world = await granted();
        let away = 5;
        world.azure.before = (question) => {
            if (question.startsWith('heldRoles') && (away -= 1) >= 0) throw new AzureError('unavailable', '503');
        };
        await world.deliver();
        world.broker.lose();

        await world.settle();

        expect((await world.only()).status).toBe('unrecognised');
        expect(away).toBeLessThan(0);
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
        expect(await world.deadLetters()).toEqual([]);
    });
});

describe('an attach where nobody gave a role through us', () => {
    it.each([
        ['by mail', async (world: World) => savePartner(world.deps, world.linkOf(await world.only()), quiet)],
        ['by a sign-in that gave none', async (world: World) => saveBySignIn(world, (await world.only()).id, false)],
    ])('is unrecognised at once: saved %s', async (_how, save) => {
        const world = makeWorld();
        tenantIn(world.azure).roles = [];
        await invited(world);
        await save(world);

        expect(await waitsOf(world)).toEqual([]);
        expect((await world.only()).status).toBe('unrecognised');
    });
});
