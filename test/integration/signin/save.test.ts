import { eligibleAt } from '../../support/memory-partner-azure.ts';
import {
    ADMIN,
    ANALYTICS,
    ARCHIVE,
    azureError,
    CONTRIBUTOR,
    FOREIGN,
    group,
    makeWorld,
    OUR_PRINCIPAL,
    OWNER,
    owner,
    PARTNER_ID,
    READER,
    subscription,
    SUBSCRIPTION,
    TENANT,
} from './world.ts';

const LEAST = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const leastAt = (...ids: string[]): string[] => ids.map((id) => `least /subscriptions/${id}`).sort();
const writesAt = (asked: readonly string[]): string[] =>
    asked.filter((question) => /^(assign|unassign) /.test(question)).map((question) => question.split(' ')[2] ?? '');

describe('the review', () => {
    it('only reads: no row, no message, no role and no link changes', async () => {
        const world = makeWorld();
        world.give(owner.objectId, OWNER, group(TENANT));
        const invite = await world.invited();
        const before = await world.kept();

        const review = await world.reviewed(await world.begin(invite), owner);

        expect(review).toMatchObject({ purpose: 'save', held: [], delegated: false, subscriptionName: 'Production' });
        expect(await world.kept()).toBe(before);
        expect(writesAt(world.admin.asked)).toEqual([]);
    });

    it('offers what the person may give and we do not hold: subscriptions and management groups', async () => {
        const world = makeWorld();
        world.give(owner.objectId, READER, group('platform'));
        world.give(OUR_PRINCIPAL, LEAST, subscription(ARCHIVE));

        const review = await world.reviewed(await world.begin(await world.invited()), owner);

        expect(review).toMatchObject({
            offers: { subscriptions: [{ subscriptionId: ANALYTICS }], managementGroups: [] },
        });
    });

    it('is no more than the subscription where wider scopes cannot be read', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        world.admin.failNext('subscriptions', azureError('throttled'));
        world.admin.failNext('managementGroups', azureError('unavailable'));

        const review = await world.reviewed(await world.begin(invite), owner);

        expect(review).toMatchObject({ offers: { subscriptions: [], more: 0, managementGroups: [] } });
    });

    it('holds nothing of the person’s token', async () => {
        const world = makeWorld();

        const departure = await world.begin(await world.invited());
        const { ticket } = await world.reviewed(departure, owner);

        expect(JSON.stringify([departure, ticket])).not.toContain(`token-of-${owner.objectId}`);
    });
});

describe('Save partner on the review page', () => {
    it('gives the least role on the subscription, and nothing else', async () => {
        const world = makeWorld();
        const invite = await world.invited();

        await world.save(invite);
        await world.settle();

        expect(world.ourRoles()).toEqual(leastAt(SUBSCRIPTION));
        expect(await world.ends()).toEqual([`a1 partner attached ${ADMIN} ${ADMIN}`]);
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
    });

    it('gives no role where one that counts is held already', async () => {
        const world = makeWorld();
        world.give(OUR_PRINCIPAL, CONTRIBUTOR);
        const invite = await world.invited();

        await world.save(invite);
        await world.settle();

        expect(writesAt(world.admin.asked)).toEqual([]);
        expect((await world.current(invite.id)).status).toBe('attached');
    });

    it('gives no role where Azure Lighthouse delegates one, and links at home', async () => {
        const world = makeWorld();
        world.azure.delegated.set(SUBSCRIPTION, [eligibleAt(SUBSCRIPTION)]);
        const invite = await world.invited();

        await world.save(invite);
        await world.settle();

        expect(writesAt(world.admin.asked)).toEqual([]);
        expect(await world.current(invite.id)).toMatchObject({ status: 'attached', grantedAt: null });
        expect(world.azure.written).toEqual([`PUT fc000000-0000-4000-8000-000000000001 ${PARTNER_ID}`]);
    });

    it('gives Reader beside it where that was ticked, everywhere that was chosen', async () => {
        const world = makeWorld();

        await world.save(await world.invited(), owner, { reader: true, subscriptionIds: [ANALYTICS] });

        expect(world.ourRoles()).toEqual(
            [SUBSCRIPTION, ANALYTICS]
                .flatMap((id) => [`least /subscriptions/${id}`, `reader /subscriptions/${id}`])
                .sort(),
        );
    });

    it('gives each further subscription an invite of its own, born confirmed', async () => {
        const world = makeWorld();
        const invite = await world.invited();

        await world.save(invite, owner, { subscriptionIds: [ANALYTICS, ARCHIVE] });
        await world.settle();

        expect(world.ourRoles()).toEqual(leastAt(SUBSCRIPTION, ANALYTICS, ARCHIVE));
        expect(await world.ends()).toEqual([
            `a1 partner attached ${ADMIN} ${ADMIN}`,
            `a2 further attached ${ADMIN} ${ADMIN}`,
            `a3 further attached ${ADMIN} ${ADMIN}`,
        ]);
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
    });

    it('takes the invite that waits for the same person on a further subscription, and leaves that of somebody else', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        const waiting = await world.invited(ADMIN.toUpperCase(), ANALYTICS);
        await world.invited('colleague@contoso.example', ARCHIVE);

        await world.save(invite, owner, { subscriptionIds: [ANALYTICS, ARCHIVE] });
        await world.settle();

        expect(await world.current(waiting.id)).toMatchObject({ status: 'attached', origin: 'partner' });
        expect(await world.ends()).toEqual([
            `a1 partner attached ${ADMIN} ${ADMIN}`,
            `a2 partner attached ${ADMIN.toUpperCase()} ${ADMIN}`,
            `a3 further attached ${ADMIN} ${ADMIN}`,
            'a3 partner sent colleague@contoso.example ',
        ]);
    });

    it('takes the subscription that was asked for as one, whatever the form names beside it', async () => {
        const world = makeWorld();
        const invite = await world.invited();

        await world.save(invite, owner, { subscriptionIds: [SUBSCRIPTION, ANALYTICS, ANALYTICS] });
        await world.settle();

        expect(await world.ends()).toEqual([
            `a1 partner attached ${ADMIN} ${ADMIN}`,
            `a2 further attached ${ADMIN} ${ADMIN}`,
        ]);
    });

    it('grants at a management group, and on the subscription itself where that stands elsewhere', async () => {
        const world = makeWorld();
        world.give(owner.objectId, OWNER, group('platform'));

        await world.save(await world.invited(), owner, { managementGroupId: 'platform' });
        await world.settle();

        const platform = 'least /providers/Microsoft.Management/managementGroups/platform';
        expect(world.ourRoles()).toEqual([platform, ...leastAt(SUBSCRIPTION)]);
        expect(await world.ends()).toEqual([`a1 partner attached ${ADMIN} ${ADMIN}`]);
    });

    it('grants at the root alone where the root was chosen', async () => {
        const world = makeWorld();
        world.give(owner.objectId, OWNER, group(TENANT));

        await world.save(await world.invited(), owner, { managementGroupId: TENANT, subscriptionIds: [ANALYTICS] });
        await world.settle();

        expect(world.ourRoles()).toEqual([`least /providers/Microsoft.Management/managementGroups/${TENANT}`]);
        expect(await world.ends()).toEqual([
            `a1 partner attached ${ADMIN} ${ADMIN}`,
            `a2 further attached ${ADMIN} ${ADMIN}`,
        ]);
    });

    it.each([
        ['a subscription of another tenant', { subscriptionIds: [ANALYTICS, FOREIGN] }],
        ['a management group of another tenant', { managementGroupId: 'f0000000-0000-4000-8000-000000000001' }],
        ['the root, where they may not', { managementGroupId: TENANT, subscriptionIds: [ANALYTICS] }],
        ['a management group with a made-up name', { managementGroupId: 'x)~(' }],
    ])('is refused as a whole where a form names %s: nothing is granted anywhere', async (_what, choice) => {
        const world = makeWorld();
        world.azure.tenants.set('f0000000-0000-4000-8000-000000000001', {
            subscriptionIds: [FOREIGN],
            link: undefined,
            roles: [],
        });
        const invite = await world.invited();
        const before = await world.kept();

        const answer = world.save(invite, owner, choice);

        await expect(answer).rejects.toMatchObject({ refusal: 'no-right' });
        expect(await world.kept()).toBe(before);
        expect(writesAt(world.admin.asked)).toEqual([]);
    });

    it('is refused as a whole where a further subscription is seen through a delegation to the customer’s tenant', async () => {
        const world = makeWorld();
        world.admin.world.subscriptions.push({
            subscriptionId: FOREIGN,
            displayName: 'Delegated',
            state: 'Enabled',
            tenantId: 'f0000000-0000-4000-8000-000000000001',
        });
        world.give(owner.objectId, OWNER, subscription(FOREIGN));
        const invite = await world.invited();
        const before = await world.kept();

        const answer = world.save(invite, owner, { subscriptionIds: [FOREIGN] });

        await expect(answer).rejects.toMatchObject({ refusal: 'no-right' });
        expect(await world.kept()).toBe(before);
    });

    it('tells of a policy by its name, and that nothing was granted', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        world.admin.failNext('assign', azureError('policy', { policy: 'No foreign principals' }));
        const before = await world.kept();

        const answer = world.save(invite);

        await expect(answer).rejects.toMatchObject({ refusal: 'policy', facts: { policy: 'No foreign principals' } });
        expect(await world.kept()).toBe(before);
    });

    it('that stops half-way says so, and goes on where it stopped when it is pressed again', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        const button = await world.press(await world.reviewed(await world.begin(invite), owner), {
            subscriptionIds: [ANALYTICS],
            reader: true,
        });
        let assigned = 0;
        world.deps.adminAzure = (tenantId, token) => {
            const azure = world.admin.for(tenantId, token);
            const assign: typeof azure.assign = (...call) => {
                assigned += 1;
                return assigned === 2 ? Promise.reject(azureError('unavailable')) : azure.assign(...call);
            };
            return { ...azure, assign };
        };

        const stopped = world.done(button, owner);
        await expect(stopped).rejects.toMatchObject({ refusal: 'unavailable', facts: { partly: true } });
        await world.save(invite, owner, { subscriptionIds: [ANALYTICS], reader: true });
        await world.settle();

        expect(world.ourRoles()).toHaveLength(4);
        expect(await world.ends()).toEqual([
            `a1 partner attached ${ADMIN} ${ADMIN}`,
            `a2 further attached ${ADMIN} ${ADMIN}`,
        ]);
    });

    it('waits while a new principal replicates, and tells where that takes longer', async () => {
        const world = makeWorld();
        const invite = await world.invited();
        const button = await world.press(await world.reviewed(await world.begin(invite), owner));
        for (let count = 0; count < 3; count += 1) world.admin.failNext('assign', azureError('principal-not-found'));

        const saved = await world.done(button, owner);

        expect(saved.status).toBe('confirmed');
        expect(world.pauses).toEqual([500, 1_000, 2_000]);

        const other = makeWorld();
        other.admin.world.principals.clear();
        const answer = other.save(await other.invited());
        await expect(answer).rejects.toMatchObject({ refusal: 'not-yet' });
        expect(other.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(15_500);
    });
});
