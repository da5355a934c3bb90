import type { Invite } from '../../../shared/domain/invite.ts';
import { attestLink } from '../../../shared/use-cases/invites/attest.ts';
import { eligibleAt, linkTo } from '../../support/memory-partner-azure.ts';
import {
    ACCESS_ADMINISTRATOR,
    ADMIN,
    ANALYTICS,
    azureError,
    CONTRIBUTOR,
    group,
    makeWorld,
    OUR_PRINCIPAL,
    OWNER,
    owner,
    PARTNER_ID,
    quiet,
    subscription,
    SUBSCRIPTION,
    TENANT,
} from './world.ts';
import type { World } from './world.ts';

const LEAST = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

async function attachedIn(world: World, choice = {}): Promise<Invite> {
    const invite = await world.invited();
    await world.save(invite, owner, choice);
    await world.settle();
    return await world.current(invite.id);
}

async function conflictIn(world: World): Promise<Invite> {
    const tenant = world.azure.tenants.get(TENANT);
    if (tenant !== undefined) tenant.link = linkTo('999999');
    return await attachedIn(world);
}

describe('Remove partner', () => {
    it('takes the role on the subscription, has the link deleted, and tells both', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);

        await world.change(invite, 'remove');
        await world.settle();

        expect(world.ourRoles()).toEqual([]);
        expect(await world.current(invite.id)).toMatchObject({ status: 'removed', grantedAt: null });
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`, `DELETE ${TENANT} ${PARTNER_ID}`]);
        expect(world.mailsSent()).toMatchObject({ 'outcome-admin': 2, 'outcome-partner': 2 });
    });

    it('leaves the link where another subscription of the tenant needs it', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world, { subscriptionIds: [ANALYTICS] });

        await world.change(invite, 'remove');
        await world.settle();

        expect(world.ourRoles()).toEqual([`least /subscriptions/${ANALYTICS}`]);
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
    });

    it.each([
        [false, [`least /providers/Microsoft.Management/managementGroups/${TENANT}`]],
        [true, []],
    ])('takes what stands above only where that was ticked (%s)', async (above, left) => {
        const world = makeWorld();
        world.give(owner.objectId, OWNER, group(TENANT));
        const invite = await attachedIn(world, { managementGroupId: TENANT });
        world.give(OUR_PRINCIPAL, LEAST, subscription(SUBSCRIPTION));

        await world.change(invite, 'remove', { above });

        expect(world.ourRoles()).toEqual(left);
    });

    it('takes nothing at all where what stands above is not theirs to take', async () => {
        const world = makeWorld();
        world.give(OUR_PRINCIPAL, LEAST, group('platform'));
        world.give(OUR_PRINCIPAL, LEAST, group(TENANT));
        const invite = await attachedIn(world);
        world.give(OUR_PRINCIPAL, LEAST, subscription(SUBSCRIPTION));
        world.give(owner.objectId, OWNER, group('platform'));
        const before = await world.kept();

        const answer = world.change(invite, 'remove', { above: true });

        await expect(answer).rejects.toMatchObject({ refusal: 'no-right' });
        expect(await world.kept()).toBe(before);
    });

    it('leaves a role that our principal has through a group to the group', async () => {
        const world = makeWorld();
        world.admin.world.members.helpers = [OUR_PRINCIPAL];
        const invite = await attachedIn(world);
        world.give('helpers', CONTRIBUTOR);

        await world.change(invite, 'remove');

        expect(world.admin.world.assignments.filter(({ principalId }) => principalId === 'helpers')).toHaveLength(1);
        expect(world.ourRoles()).toEqual([]);
    });

    it('goes on record also where the roles are gone already', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);
        world.admin.world.assignments = world.admin.world.assignments.filter(
            ({ principalId }) => principalId !== OUR_PRINCIPAL,
        );

        await world.change(invite, 'remove');
        await world.settle();

        expect((await world.current(invite.id)).status).toBe('removed');
        expect(world.azure.written.at(-1)).toBe(`DELETE ${TENANT} ${PARTNER_ID}`);
    });

    it('needs the right to take roles away, and not that to give them', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);
        world.give('contributor', CONTRIBUTOR);
        const before = await world.kept();
        const contributor = { objectId: 'contributor', accountName: 'contributor@contoso.example' };

        const answer = world.enter(await world.beginTo(invite, 'remove'), contributor);

        await expect(answer).rejects.toMatchObject({ refusal: 'no-right' });
        expect(await world.kept()).toBe(before);
    });

    it('can be done by anybody else of the customer who may', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);
        world.give('second', ACCESS_ADMINISTRATOR);
        const second = { objectId: 'second', accountName: 'second@contoso.example' };

        await world.through(await world.beginTo(invite, 'remove'), second);

        const { timeline } = await world.current(invite.id);
        expect(timeline.at(-1)).toMatchObject({ event: 'removed', detail: 'second@contoso.example' });
    });

    it('forgets what the customer said of an account of its own', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        await attestLink(world.inviteDeps, world.linkOf(invite), 'guest', quiet);

        await world.change(await world.current(invite.id), 'remove');
        await world.settle();

        const { attested } = await world.inviteDeps.customers.knownSubscriptions(TENANT);
        expect([...attested.keys()]).toEqual([]);
        expect((await world.current(invite.id)).status).toBe('removed');
    });

    it('pressed in two tabs is done once, and told once', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);
        const buttons = [
            await world.press(await world.reviewed(await world.beginTo(invite, 'remove'), owner)),
            await world.press(await world.reviewed(await world.beginTo(invite, 'remove'), owner)),
        ];

        await Promise.all(buttons.map((button) => world.done(button, owner)));
        await world.settle();

        expect(world.mailsSent()).toMatchObject({ 'outcome-admin': 2, 'outcome-partner': 2 });
        expect((await world.current(invite.id)).timeline.filter(({ event }) => event === 'removed')).toHaveLength(1);
    });

    it('of what was removed already leads to where it stands', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);
        const [first, second] = [await world.beginTo(invite, 'remove'), await world.beginTo(invite, 'remove')];
        const button = await world.press(await world.reviewed(first, owner));
        await world.done(button, owner);
        await world.settle();
        const before = await world.kept();

        await expect(world.enter(second, owner)).rejects.toMatchObject({
            name: 'Decided',
            invite: { status: 'removed' },
        });
        await expect(world.beginTo(invite, 'remove')).rejects.toMatchObject({ name: 'Decided' });
        expect(await world.kept()).toBe(before);
    });

    it.each<[string, (world: World) => Promise<Invite>]>([
        ['sent', (world) => world.invited()],
        ['confirmed', async (world) => world.save(await world.invited())],
    ])('of an invite that is %s, by a link that was kept, takes no role away', async (status, make) => {
        const world = makeWorld();
        const invite = await make(world);
        const before = await world.kept();

        const answer = world.beginTo(invite, 'remove');

        await expect(answer).rejects.toMatchObject({ name: 'Decided', invite: { status } });
        expect(await world.kept()).toBe(before);
    });

    it('that was confirmed anew between the two trips takes no role away', async () => {
        const world = makeWorld();
        const invite = await conflictIn(world);
        const button = await world.press(await world.reviewed(await world.beginTo(invite, 'remove'), owner));
        await world.change(invite, 'replace');
        const before = await world.kept();

        const answer = world.done(button, owner);

        await expect(answer).rejects.toMatchObject({ name: 'Decided' });
        expect(await world.kept()).toBe(before);
    });

    it('never touches the link at home of a subscription that Azure Lighthouse delegates', async () => {
        const world = makeWorld();
        world.azure.delegated.set(SUBSCRIPTION, [eligibleAt(SUBSCRIPTION)]);
        const invite = await attachedIn(world);

        await world.change(invite, 'remove');
        await world.settle();

        expect((await world.current(invite.id)).status).toBe('removed');
        expect(world.azure.written).toHaveLength(1);
    });
});

describe('Replace partner ID', () => {
    it('agrees to what was in the way, and attaches', async () => {
        const world = makeWorld();
        const invite = await conflictIn(world);

        await world.change(invite, 'replace');
        await world.settle();

        expect(invite.status).toBe('conflict');
        expect(await world.current(invite.id)).toMatchObject({ status: 'attached', allowReplace: true });
        expect(world.azure.written).toEqual([`PATCH ${TENANT} ${PARTNER_ID}`]);
    });

    it('counts also where the partner has invited the same person again meanwhile', async () => {
        const world = makeWorld();
        const invite = await conflictIn(world);
        const again = await world.invited();

        await world.change(invite, 'replace');
        await world.settle();

        expect((await world.current(invite.id)).status).toBe('attached');
        expect((await world.current(again.id)).status).toBe('sent');
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('shows the ID that stands there, and changes nothing by that', async () => {
        const world = makeWorld();
        const invite = await conflictIn(world);
        const before = await world.kept();

        const review = await world.reviewed(await world.beginTo(invite, 'replace'), owner);

        expect(review).toMatchObject({ purpose: 'replace', currentPartnerId: '999999' });
        expect(await world.kept()).toBe(before);
    });

    it('of what is no conflict (any more) leads to where it stands', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);

        await expect(world.beginTo(invite, 'replace')).rejects.toMatchObject({
            name: 'Decided',
            invite: { status: 'attached' },
        });
    });

    it('is refused to who may not give access', async () => {
        const world = makeWorld();
        const invite = await conflictIn(world);
        const departure = await world.beginTo(invite, 'replace');
        world.admin.world.assignments = [];

        await expect(world.enter(departure, owner)).rejects.toMatchObject({ refusal: 'no-right' });
        expect((await world.current(invite.id)).status).toBe('conflict');
    });
});

describe('the manage link', () => {
    it('is another one than the quick link: neither opens what the other does', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);
        const [quick, manage] = [world.linkOf(invite), world.manageLinkOf(invite)];
        const { beginChange, beginSave } = await import('../../../shared/use-cases/sign-in/begin.ts');

        await expect(beginChange(world.deps, quick, 'remove')).rejects.toMatchObject({ code: 'link-gone' });
        await expect(beginSave(world.deps, manage)).rejects.toMatchObject({ code: 'link-gone' });
    });

    it('leads nowhere where customers do not sign in', async () => {
        const world = makeWorld('email');
        const invite = await world.invited();

        await expect(world.beginTo(invite, 'remove')).rejects.toMatchObject({ code: 'link-gone' });
    });

    it('a policy that protects the role assignment is told, and it stays on record as attached', async () => {
        const world = makeWorld();
        const invite = await attachedIn(world);
        world.admin.failNext('unassign', azureError('policy', { policy: 'Keep it' }));

        await expect(world.change(invite, 'remove')).rejects.toMatchObject({ refusal: 'policy' });
        expect(await world.current(invite.id)).toMatchObject({ status: 'attached', adminEmail: ADMIN });
    });
});
