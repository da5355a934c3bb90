import { declinePartner, savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { resendInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import type { Departure } from '../../../shared/use-cases/sign-in/depart.ts';
import { ADMIN, ANALYTICS, makeWorld, owner, quiet, SUBSCRIPTION } from './world.ts';
import type { World } from './world.ts';
import type { Invite } from '../../../shared/domain/invite.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

type Meanwhile = (world: World, invite: Invite) => Promise<unknown>;

const confirmed: Meanwhile = (world, invite) => savePartner(world.inviteDeps, world.linkOf(invite), quiet);
const attached: Meanwhile = async (world, invite) => {
    await confirmed(world, invite);
    await world.settle();
};
const declined: Meanwhile = (world, invite) => declinePartner(world.inviteDeps, world.linkOf(invite), quiet);
const revoked: Meanwhile = (world, { id }) => revokeInvite(world.inviteDeps, id);
const resent: Meanwhile = (world, { id }) => resendInvite(world.inviteDeps, id, quiet);
const expired: Meanwhile = (world) => {
    world.clock.at += 15 * DAY_MS;
    return Promise.resolve();
};

/** Invited, and gone to Entra for the first or the second time. */
async function onTheWay(trip: 'first' | 'second'): Promise<{ world: World; invite: Invite; departure: Departure }> {
    const world = makeWorld();
    const invite = await world.invited();
    const first = await world.begin(invite);
    const departure = trip === 'first' ? first : await world.press(await world.reviewed(first, owner));
    return { world, invite, departure };
}

describe.each(['first', 'second'] as const)('what happened to an invite during the %s trip to Entra', (trip) => {
    it.each<[string, Meanwhile, object]>([
        ['revoked', revoked, { code: 'link-gone' }],
        ['sent again with a new link', resent, { code: 'link-gone' }],
        ['expired', expired, { code: 'link-gone' }],
        [
            'declined, and expired since',
            async (world, invite) => [await declined(world, invite), await expired(world, invite)],
            { code: 'link-gone' },
        ],
        ['confirmed by somebody else', confirmed, { name: 'Decided' }],
        ['attached already', attached, { name: 'Decided' }],
    ])('%s: nothing is granted, and it stays as it is', async (_what, meanwhile, error) => {
        const { world, invite, departure } = await onTheWay(trip);
        await meanwhile(world, invite);
        const before = await world.kept();

        const answer = world.enter(departure, owner);

        await expect(answer).rejects.toMatchObject(error);
        expect(await world.kept()).toBe(before);
    });

    it('declined: it was thought better of', async () => {
        const { world, invite, departure } = await onTheWay(trip);
        await declined(world, invite);

        const found = await world.enter(departure, owner);
        if ('ticket' in found) await world.done(await world.press(found), owner);
        await world.settle();

        expect(await world.current(invite.id)).toMatchObject({ status: 'attached', confirmedBy: ADMIN });
    });
});

describe('an invite that was declined and issued anew', () => {
    it('can still be thought better of beside the new one', async () => {
        const world = makeWorld();
        const first = await world.invited();
        await declined(world, first);
        await world.settle();
        const second = await world.invited();

        await world.save(first);
        await world.settle();

        expect((await world.current(first.id)).status).toBe('attached');
        expect((await world.current(second.id)).status).toBe('sent');
        expect(await world.wrongIndexRows()).toEqual([]);
    });
});

describe('two tabs', () => {
    it('that save the same invite at once are one yes', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        const buttons = [
            await world.press(await world.reviewed(await world.begin(invite), owner), { subscriptionIds: [ANALYTICS] }),
            await world.press(await world.reviewed(await world.begin(invite), owner), { subscriptionIds: [ANALYTICS] }),
        ];

        const saved = await Promise.all(buttons.map((button) => world.done(button, owner)));
        await world.settle();

        expect(saved.map(({ id }) => id)).toEqual([invite.id, invite.id]);
        expect(await world.ends()).toEqual([
            `a1 partner attached ${ADMIN} ${ADMIN}`,
            `a2 further attached ${ADMIN} ${ADMIN}`,
        ]);
        expect(world.azure.written).toHaveLength(1);
    });

    it('that save the link without a token at once make one invite', async () => {
        const world = makeWorld();
        const open = async () => world.press(await world.reviewed(await world.beginOpen(), owner));
        const buttons = [await open(), await open(), await open()];

        const saved = await Promise.all(buttons.map((button) => world.done(button, owner)));
        await world.settle();

        expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
        expect(await world.ends()).toEqual([`a1 quick-link attached ${ADMIN} ${ADMIN}`]);
    });

    it('of two owners both count: each has an invite, and the link is written once', async () => {
        const world = makeWorld();
        world.admin.world.members.owners = ['second'];
        world.give('owners', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
        const second = { objectId: 'second', accountName: 'second@contoso.example' };

        await Promise.all([
            world.through(await world.beginOpen(), owner),
            world.through(await world.beginOpen(), second),
        ]);
        await world.settle();

        expect(await world.ends()).toEqual([
            `a1 quick-link attached ${ADMIN} ${ADMIN}`,
            'a1 quick-link attached second@contoso.example second@contoso.example',
        ]);
        expect(world.azure.written).toHaveLength(1);
        expect(world.ourRoles()).toEqual([`least /subscriptions/${SUBSCRIPTION}`]);
    });
});
