import { HOME } from '../invites/world.ts';
import type { MemoryPerson } from '../../support/memory-sign-in.ts';
import {
    ACCESS_ADMINISTRATOR,
    azureError,
    CONTRIBUTOR,
    group,
    homeIssuer,
    makeWorld,
    OUR_PRINCIPAL,
    OWNER,
    owner,
    READER,
    subscription,
    SUBSCRIPTION,
    TENANT,
} from './world.ts';
import type { World } from './world.ts';

const ROOT = group(TENANT);

/** Somebody with a role, and what comes of it. */
interface Case {
    person: MemoryPerson;
    set?: (world: World) => void;
}

const member = (objectId: string): MemoryPerson => ({ objectId, accountName: `${objectId}@contoso.example` });

describe('who may give access', () => {
    it.each<[string, Case]>([
        ['an owner', { person: owner }],
        [
            'who administers access without owning anything',
            {
                person: member('uaa'),
                set: ({ give }) => {
                    give('uaa', ACCESS_ADMINISTRATOR);
                },
            },
        ],
        [
            'who owns a management group above',
            {
                person: member('root'),
                set: ({ give }) => {
                    give('root', OWNER, ROOT);
                },
            },
        ],
        [
            'who is an owner through a group',
            {
                person: member('one'),
                set: ({ give, admin }) => {
                    admin.world.members.owners = ['one'];
                    give('owners', OWNER);
                },
            },
        ],
        [
            'who has activated the role, beside being eligible for it',
            {
                person: member('pim'),
                set: ({ give }) => {
                    give('pim', OWNER, undefined, { eligibleOnly: true });
                    give('pim', OWNER);
                },
            },
        ],
        [
            'a guest of some other organisation whom the customer made an owner',
            {
                person: {
                    objectId: 'guest',
                    accountName: 'helper@consultant.example',
                    identityProvider: 'https://sts.windows.net/d0000000-0000-4000-8000-000000000001/',
                },
                set: ({ give }) => {
                    give('guest', OWNER);
                },
            },
        ],
    ])('%s: may, and it is attached', async (_who, { person, set }) => {
        const world = makeWorld();
        set?.(world);
        const invite = await world.invited();

        await world.save(invite, person);
        await world.settle();

        expect(await world.current(invite.id)).toMatchObject({ status: 'attached', confirmedBy: person.accountName });
        expect(world.ourRoles()).toEqual([`least /subscriptions/${SUBSCRIPTION}`]);
    });

    it.each<[string, Case, string]>([
        [
            'a contributor',
            {
                person: member('contributor'),
                set: ({ give }) => {
                    give('contributor', CONTRIBUTOR);
                },
            },
            'no-right',
        ],
        [
            'a reader',
            {
                person: member('reader'),
                set: ({ give }) => {
                    give('reader', READER);
                },
            },
            'no-right',
        ],
        ['somebody of the tenant without any role', { person: member('stranger') }, 'no-right'],
        [
            'an owner of another subscription',
            {
                person: member('other'),
                set: ({ give }) => {
                    give('other', OWNER, subscription('c0000000-0000-4000-8000-0000000000a2'));
                },
            },
            'no-right',
        ],
        [
            'who has yet to activate the role',
            {
                person: member('pim'),
                set: ({ give }) => {
                    give('pim', OWNER, undefined, { eligibleOnly: true });
                },
            },
            'activate-first',
        ],
        [
            'who could activate a role that does not help',
            {
                person: member('pim'),
                set: ({ give }) => {
                    give('pim', CONTRIBUTOR, undefined, { eligibleOnly: true });
                },
            },
            'no-right',
        ],
        [
            'a guest from the partner’s tenant, an owner here',
            {
                person: { objectId: 'guest', accountName: 'someone@contoso.example', identityProvider: homeIssuer },
                set: ({ give }) => {
                    give('guest', OWNER);
                },
            },
            'partner-account',
        ],
        [
            'a guest from the partner’s tenant, the tenant in capitals',
            {
                person: {
                    objectId: 'guest',
                    accountName: 'someone@contoso.example',
                    identityProvider: `https://login.microsoftonline.com/${HOME.toUpperCase()}/v2.0`,
                },
                set: ({ give }) => {
                    give('guest', OWNER);
                },
            },
            'partner-account',
        ],
        [
            'a guest who proves no more than a mailbox of the partner’s',
            {
                person: {
                    objectId: 'guest',
                    accountName: 'Operator@FourthCoffee.example',
                    identityProvider: 'mail',
                },
                set: ({ give }) => {
                    give('guest', OWNER);
                },
            },
            'partner-account',
        ],
        [
            'a guest with the partner’s mail domain inside the name that Entra made of it',
            {
                person: {
                    objectId: 'guest',
                    accountName: 'operator_fourthcoffee.example#EXT#@contoso.example',
                    identityProvider: 'live.com',
                },
                set: ({ give }) => {
                    give('guest', OWNER);
                },
            },
            'partner-account',
        ],
    ])('%s: refused, and nothing changes', async (_who, { person, set }, refusal) => {
        const world = makeWorld();
        set?.(world);
        const invite = await world.invited();
        const before = await world.kept();

        const answer = world.save(invite, person);

        await expect(answer).rejects.toMatchObject({ name: 'Refused', refusal, facts: { target: { kind: 'invite' } } });
        expect(await world.kept()).toBe(before);
        expect(world.signIn.asked.map(({ prompt }) => prompt)).toEqual(['select_account']);
    });

    it('a member with a name like the partner’s is not taken for the partner', async () => {
        const world = makeWorld();
        world.give('member', OWNER);
        const invite = await world.invited();

        const saved = await world.save(invite, {
            objectId: 'member',
            accountName: 'x_fourthcoffee.example@contoso.example',
        });

        expect(saved.status).toBe('confirmed');
    });

    it('nobody for a subscription of the partner’s own tenant', async () => {
        const world = makeWorld();
        const ours = 'fc000000-0000-4000-8000-0000000000c1';
        world.azure.tenants.set(HOME, { subscriptionIds: [ours], link: undefined, roles: [] });

        const departure = await world.beginOpen(ours);
        const answer = world.enter(departure, { objectId: 'boss', accountName: 'boss@fourthcoffee.example' });

        await expect(answer).rejects.toMatchObject({ refusal: 'partner-account' });
    });

    it('who has lost the right since the review is refused at the end, before anything is granted', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        const button = await world.press(await world.reviewed(await world.begin(invite), owner));
        world.admin.world.assignments = world.admin.world.assignments.filter(
            ({ scope }) => scope.kind !== 'subscription',
        );
        const before = await world.kept();

        const answer = world.done(button, owner);

        await expect(answer).rejects.toMatchObject({ refusal: 'no-right' });
        expect(await world.kept()).toBe(before);
    });

    it('another account on the second trip than on the first is refused, however much it may', async () => {
        const world = makeWorld();
        world.give('second', OWNER);
        const invite = await world.invited();
        const button = await world.press(await world.reviewed(await world.begin(invite), owner));
        const before = await world.kept();

        const answer = world.done(button, member('second'));

        await expect(answer).rejects.toMatchObject({ refusal: 'wrong-account' });
        expect(await world.kept()).toBe(before);
    });

    it('a right under a condition is tried, and the condition told where it forbids', async () => {
        const world = makeWorld();
        world.admin.world.assignments = [];
        world.give(owner.objectId, OWNER, subscription(SUBSCRIPTION), { condition: '@Request[…]' });
        const invite = await world.invited();
        const review = await world.reviewed(await world.begin(invite), owner);
        const forbidding = await world.press(review);
        world.admin.failNext('assign', azureError('forbidden'));

        const refused = world.done(forbidding, owner);
        await expect(refused).rejects.toMatchObject({ refusal: 'condition' });
        const saved = await world.save(invite);

        expect(review).toMatchObject({ purpose: 'save', conditional: true });
        expect(saved.status).toBe('confirmed');
        expect(world.admin.world.assignments.filter(({ principalId }) => principalId === OUR_PRINCIPAL)).toHaveLength(
            1,
        );
    });
});
