import { SignInError } from '../../../shared/ports/sign-in.ts';
import type { SignInErrorKind } from '../../../shared/ports/sign-in.ts';
import type { Departure } from '../../../shared/use-cases/sign-in/depart.ts';
import { ADMIN, azureError, makeWorld, owner, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"p1"}}}';
const demand = () => azureError('claims-challenge', { claims: CLAIMS });

const firstTrip = async (world: World): Promise<Departure> => world.begin(await world.invited());
const secondTrip = async (world: World): Promise<Departure> =>
    world.press(await world.reviewed(await firstTrip(world), owner));

const departureOf = (found: object): Departure => {
    if ('url' in found && 'trip' in found) return found as Departure;
    throw new Error('no departure');
};

describe('a trip to Entra', () => {
    it('shows the account picker first, and nothing the second time, for the account that reviewed', async () => {
        const world = makeWorld();

        await secondTrip(world);

        expect(world.signIn.asked.map(({ tenantId, prompt, loginHint }) => ({ tenantId, prompt, loginHint }))).toEqual([
            { tenantId: TENANT, prompt: 'select_account', loginHint: undefined },
            { tenantId: TENANT, prompt: 'none', loginHint: ADMIN },
        ]);
    });

    it('has a state, a nonce and a verifier of its own, each unguessable', async () => {
        const world = makeWorld();
        const invite = await world.invited();

        for (let count = 0; count < 4; count += 1) await world.begin(invite);

        const secrets = world.signIn.asked.flatMap(({ state, nonce, codeVerifier }) => [state, nonce, codeVerifier]);
        expect(new Set(secrets).size).toBe(12);
        for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
    });

    it('asks again with pages where Entra cannot do it silently, and then no more', async () => {
        const world = makeWorld();
        const silent = await secondTrip(world);
        const turnedBack = (trip: Departure) =>
            world.back(trip, world.signIn.turnBack(trip.url, 'interaction-required'));

        const shown = departureOf(await turnedBack(silent));

        expect(world.signIn.asked.at(-1)).toMatchObject({ prompt: 'select_account', loginHint: ADMIN });
        expect(shown.trip).toMatchObject({ step: 'act', account: { objectId: owner.objectId } });
        expect(shown.trip.state).not.toBe(silent.trip.state);
        await expect(turnedBack(shown)).rejects.toMatchObject({ refusal: 'stronger-sign-in' });
        expect((await world.done(shown, owner)).status).toBe('confirmed');
    });

    it.each<[SignInErrorKind, string]>([
        ['cancelled', 'cancelled'],
        ['consent-refused', 'consent-refused'],
        ['consent-not-allowed', 'consent-not-allowed'],
        ['code-spent', 'expired'],
        ['not-verified', 'not-verified'],
        ['unavailable', 'unavailable'],
        ['refused', 'unavailable'],
    ])('that ends with %s is told as %s, and changes nothing', async (kind, refusal) => {
        for (const trip of [firstTrip, secondTrip]) {
            const world = makeWorld();
            const departure = await trip(world);
            const before = await world.kept();

            const answer = world.back(departure, world.signIn.turnBack(departure.url, kind));

            await expect(answer).rejects.toMatchObject({ refusal, facts: { target: { kind: 'invite' } } });
            expect(await world.kept()).toBe(before);
        }
    });

    it('brings the link for the administrator where consent is not theirs to give, and goes on once it was given', async () => {
        const world = makeWorld();
        const departure = await firstTrip(world);

        const answer = world.back(departure, world.signIn.turnBack(departure.url, 'consent-not-allowed'));
        await expect(answer).rejects.toMatchObject({
            facts: {
                adminConsentLink: `https://login.example/${TENANT}/adminconsent?state=consent.${SUBSCRIPTION}.314159`,
            },
        });
        const [invite] = await world.allInvites();
        if (invite === undefined) throw new Error('no invite');

        expect((await world.save(invite)).status).toBe('confirmed');
    });

    it('with a code that was used brings nothing twice', async () => {
        const world = makeWorld();
        const departure = await secondTrip(world);
        const callback = world.signIn.enter(departure.url, owner);
        await world.back(departure, callback);
        await world.settle();
        const before = await world.kept();

        await expect(world.back(departure, callback)).rejects.toMatchObject({ refusal: 'expired' });
        expect(await world.kept()).toBe(before);
    });

    it('with the code of another trip, of either victim, brings nothing', async () => {
        const world = makeWorld();
        const other = { objectId: 'attacker', accountName: 'attacker@contoso.example' };
        const mine = await secondTrip(world);
        const theirs = await world.beginOpen();
        const before = await world.kept();

        const stolen = world.signIn.enter(theirs.url, other);
        stolen.set('state', mine.trip.state);

        await expect(world.back(mine, stolen)).rejects.toMatchObject({ refusal: 'not-verified' });
        expect(await world.kept()).toBe(before);
    });

    it('lets what is no matter of the sign-in through as it is', async () => {
        const world = makeWorld();
        const departure = await firstTrip(world);
        world.deps.signIn = { ...world.signIn, redeem: () => Promise.reject(new TypeError('a bug')) };

        await expect(world.enter(departure, owner)).rejects.toThrow('a bug');
        expect(SignInError.name).toBe('SignInError');
    });
});

describe('what Azure demands of a sign-in', () => {
    it.each(['first', 'second'] as const)('is asked of Entra, once, on the %s trip', async (which) => {
        const world = makeWorld();
        const departure = await (which === 'first' ? firstTrip(world) : secondTrip(world));
        const before = await world.kept();
        world.admin.failNext('mayAssign', demand());

        const stronger = departureOf(await world.enter(departure, owner));

        expect(world.signIn.asked.at(-1)).toMatchObject({ claims: CLAIMS, prompt: 'select_account' });
        expect(await world.kept()).toBe(before);
        world.admin.failNext('mayAssign', demand());
        await expect(world.enter(stronger, owner)).rejects.toMatchObject({ refusal: 'stronger-sign-in' });
        expect(await world.kept()).toBe(before);
    });

    it('is answered, and what was chosen is done', async () => {
        const world = makeWorld();
        const departure = await secondTrip(world);
        world.admin.failNext('assign', demand());

        const stronger = departureOf(await world.enter(departure, owner));
        const saved = await world.done(stronger, owner);

        expect(saved.status).toBe('confirmed');
        expect(world.ourRoles()).toEqual([`least /subscriptions/${SUBSCRIPTION}`]);
    });

    it('on the second trip is no way for another account', async () => {
        const world = makeWorld();
        world.give('second', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
        const departure = await secondTrip(world);
        world.admin.failNext('mayAssign', demand());

        const stronger = departureOf(await world.enter(departure, owner));
        const answer = world.enter(stronger, { objectId: 'second', accountName: 'second@contoso.example' });

        await expect(answer).rejects.toMatchObject({ refusal: 'wrong-account' });
    });

    it('that names nothing that could be asked for is told at once', async () => {
        const world = makeWorld();
        const departure = await firstTrip(world);
        world.admin.failNext('mayAssign', azureError('claims-challenge'));

        await expect(world.enter(departure, owner)).rejects.toMatchObject({ refusal: 'stronger-sign-in' });
    });
});
