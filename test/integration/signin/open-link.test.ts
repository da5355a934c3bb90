import { ADMIN, ANALYTICS, azureError, makeWorld, owner, PARTNER_ID, SUBSCRIPTION, TENANT } from './world.ts';
import { CONTRIBUTOR } from './world.ts';

const OTHER_ID = '314160';
const named = (world: ReturnType<typeof makeWorld>, partnerId: string) =>
    world.inviteDeps.customers.put(TENANT, { name: 'Contoso', partnerId });

describe('the quick link without a token', () => {
    it('makes an invite of its own, told to the partner', async () => {
        const world = makeWorld();

        await world.through(await world.beginOpen(), owner);
        await world.settle();

        expect(await world.ends()).toEqual([`a1 quick-link attached ${ADMIN} ${ADMIN}`]);
        expect(world.mailsSent()).toEqual({ 'outcome-admin': 1, 'outcome-partner': 1 });
        expect(world.azure.written).toEqual([`PUT ${TENANT} ${PARTNER_ID}`]);
    });

    it('takes the invite that waits for the same person, however its address is written', async () => {
        const world = makeWorld();
        const waiting = await world.invited(ADMIN.toUpperCase());

        const saved = await world.through(await world.beginOpen(), owner);
        await world.settle();

        expect(saved.id).toBe(waiting.id);
        expect(await world.ends()).toEqual([`a1 partner attached ${ADMIN.toUpperCase()} ${ADMIN}`]);
    });

    it('leaves the invite of somebody else to them', async () => {
        const world = makeWorld();
        await world.invited('colleague@contoso.example');

        await world.through(await world.beginOpen(), owner);
        await world.settle();

        expect(await world.ends()).toEqual([
            'a1 partner sent colleague@contoso.example ',
            `a1 quick-link attached ${ADMIN} ${ADMIN}`,
        ]);
    });

    it('works again after it was taken back, as often as one likes', async () => {
        const world = makeWorld();

        for (let round = 1; round <= 3; round += 1) {
            const { id } = await world.through(await world.beginOpen(), owner);
            await world.settle();
            expect((await world.current(id)).status).toBe('attached');
            expect(world.ourRoles()).toEqual([`least /subscriptions/${SUBSCRIPTION}`]);
            await world.change(await world.current(id), 'remove');
            await world.settle();
            expect((await world.current(id)).status).toBe('removed');
            expect(world.ourRoles()).toEqual([]);
        }

        expect(world.azure.written).toEqual(
            Array.from({ length: 3 }, () => [`PUT ${TENANT} ${PARTNER_ID}`, `DELETE ${TENANT} ${PARTNER_ID}`]).flat(),
        );
    });

    it('of a partner ID that is not ours leads nowhere, before and after sign-in', async () => {
        const world = makeWorld();

        await expect(world.beginOpen(SUBSCRIPTION, '999999')).rejects.toMatchObject({ code: 'link-gone' });
        expect(world.azure.asked).toEqual([]);
        expect(world.signIn.asked).toEqual([]);
    });

    it('of a subscription that Microsoft does not know leads nowhere', async () => {
        const world = makeWorld();

        const answer = world.beginOpen('00000000-0000-4000-8000-000000000000');

        await expect(answer).rejects.toMatchObject({ code: 'subscription-not-found' });
    });

    it('leads to the tenant that is known from an invite where Microsoft does not tell it', async () => {
        const world = makeWorld();
        await world.invited();
        world.deps.azure = { ...world.azure, findTenant: () => Promise.resolve({ kind: 'unknown' }) };

        const departure = await world.beginOpen();

        expect(departure.trip.tenantId).toBe(TENANT);
        await expect(world.beginOpen(ANALYTICS)).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('with another partner ID than the customer’s is refused, on the first trip and on the second', async () => {
        const world = makeWorld();
        const button = await world.press(await world.reviewed(await world.beginOpen(), owner));
        await named(world, OTHER_ID);
        const before = await world.kept();

        const second = world.done(button, owner);
        const first = world.enter(await world.beginOpen(), owner);

        await expect(second).rejects.toMatchObject({ code: 'partner-id-mismatch' });
        await expect(first).rejects.toMatchObject({ code: 'partner-id-mismatch' });
        expect(await world.kept()).toBe(before);
    });

    it('tells who may not give access nothing of whether the tenant is a customer', async () => {
        const [customer, unknown] = [makeWorld(), makeWorld()];
        await named(customer, OTHER_ID);
        const reader = { objectId: 'someone', accountName: 'someone@contoso.example' };

        for (const world of [customer, unknown]) {
            world.give(reader.objectId, CONTRIBUTOR);
            await expect(world.enter(await world.beginOpen(), reader)).rejects.toMatchObject({ refusal: 'no-right' });
        }
    });

    it('tells who has not even signed in nothing of whether the tenant is a customer: anybody can make up an error', async () => {
        const [customer, unknown] = [makeWorld(), makeWorld()];
        await named(customer, OTHER_ID);

        for (const world of [customer, unknown]) {
            const departure = await world.beginOpen();
            const answer = world.back(departure, world.signIn.turnBack(departure.url, 'consent-not-allowed'));
            await expect(answer).rejects.toMatchObject({
                refusal: 'consent-not-allowed',
                facts: { adminConsentLink: expect.stringContaining(`/${TENANT}/adminconsent`) as string },
            });
        }
    });

    it('reads nothing about the customer before somebody has signed in', async () => {
        const world = makeWorld();
        await named(world, PARTNER_ID);
        await world.invited('colleague@contoso.example');
        world.azure.asked.length = 0;

        await world.beginOpen();

        expect(world.azure.asked).toEqual([`findTenant ${SUBSCRIPTION}`]);
        expect(world.admin.asked).toEqual([]);
    });

    it('is refused while Azure cannot be asked', async () => {
        const world = makeWorld();
        world.admin.failNext('mayAssign', azureError('throttled'));

        const answer = world.enter(await world.beginOpen(), owner);

        await expect(answer).rejects.toMatchObject({ refusal: 'unavailable' });
    });
});
