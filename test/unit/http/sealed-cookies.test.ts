import { randomBytes, randomUUID } from 'node:crypto';
import type { Cookie } from '@azure/functions';
import { NO_CHOICE, SIGN_IN_SECONDS } from '../../../shared/domain/sign-in.ts';
import type { ReviewTicket, SignInTrip } from '../../../shared/domain/sign-in.ts';
import { signInCookies } from '../../../shared/http/sign-in-cookies.ts';
import { request } from './requests.ts';

const LINK_SIGNING_KEYS = [{ id: 'k1', secret: randomBytes(32) }];
const NOW = new Date('2026-11-21T12:00:00Z');
const TENANT_ID = 'c0000000-0000-4000-8000-000000000001';

const cookiesAt = (publicBaseUrl = 'https://partner.example', now = NOW) =>
    signInCookies({ linkSigningKeys: LINK_SIGNING_KEYS, publicBaseUrl, clock: { now: () => now } });
const COOKIES = cookiesAt();

const tripOf = (over: Partial<SignInTrip> = {}): SignInTrip => ({
    state: randomBytes(32).toString('base64url'),
    nonce: randomBytes(32).toString('base64url'),
    codeVerifier: randomBytes(32).toString('base64url'),
    tenantId: TENANT_ID,
    target: { kind: 'invite', inviteId: randomUUID(), generation: 2 },
    purpose: 'save',
    step: 'review',
    choice: null,
    account: null,
    claimsAsked: false,
    interactive: true,
    ...over,
});

const ticketOf = (over: Partial<ReviewTicket> = {}): ReviewTicket => ({
    formToken: randomBytes(32).toString('base64url'),
    tenantId: TENANT_ID,
    target: { kind: 'open-link', subscriptionId: randomUUID(), partnerId: '314159', tenantId: TENANT_ID },
    purpose: 'replace',
    account: { objectId: randomUUID(), name: 'owner@contoso.example' },
    ...over,
});

/** A browser's request with these cookies. */
const withCookies = (...cookies: Pick<Cookie, 'name' | 'value'>[]) =>
    request({ headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } });

const account = { objectId: randomUUID(), name: 'owner@contoso.example' };

describe('the cookie of a trip', () => {
    it.each([
        ['the first', tripOf()],
        [
            'the second, with a choice',
            tripOf({
                step: 'act',
                account,
                choice: { subscriptionIds: [randomUUID()], managementGroupId: 'root', reader: true, above: true },
                claimsAsked: true,
                interactive: false,
            }),
        ],
        ['the second, without one', tripOf({ step: 'act', account, choice: NO_CHOICE, purpose: 'remove' })],
    ])('brings back what was kept: %s', async (_what, trip) => {
        const kept = await COOKIES.tripCookie(trip);

        expect(await COOKIES.readTrip(withCookies(kept), trip.state)).toEqual(trip);
    });

    it('is for our host alone, over HTTPS alone, for no script, and comes along when Entra leads back', async () => {
        const kept = await COOKIES.tripCookie(tripOf());

        expect(kept).toMatchObject({
            path: '/',
            httpOnly: true,
            secure: true,
            sameSite: 'Lax',
            maxAge: SIGN_IN_SECONDS,
        });
        expect(kept.name).toMatch(/^__Host-signin-[\w-]{16}$/);
        expect(kept).not.toHaveProperty('domain');
    });

    it('tells nothing of the trip by its name', async () => {
        const trip = tripOf();

        const { name, value } = await COOKIES.tripCookie(trip);

        expect(`${name}=${value}`).not.toContain(trip.state.slice(0, 8));
    });

    it('is kept over plain HTTP too, where a browser would refuse prefix and Secure', async () => {
        const local = cookiesAt('http://localhost:7071');
        const trip = tripOf();

        const kept = await local.tripCookie(trip);

        expect(kept).toMatchObject({ httpOnly: true, secure: false, sameSite: 'Lax' });
        expect(kept.name).toMatch(/^signin-[\w-]{16}$/);
        expect(await local.readTrip(withCookies(kept), trip.state)).toEqual(trip);
    });

    it('leaves the trip of another tab alone', async () => {
        const [one, other] = [tripOf(), tripOf()];
        const both = withCookies(await COOKIES.tripCookie(one), await COOKIES.tripCookie(other));

        expect(await COOKIES.readTrip(both, one.state)).toEqual(one);
        expect(await COOKIES.readTrip(both, other.state)).toEqual(other);
    });

    it('goes once six later ones were begun, so that no browser is shut out by what it never finished', async () => {
        const begun = await Promise.all(Array.from({ length: 9 }, () => COOKIES.tripCookie(tripOf())));
        const reviews = await Promise.all(Array.from({ length: 7 }, () => COOKIES.reviewCookie(ticketOf())));
        const others = [{ name: 'signin', value: 'x' }];

        const dropped = COOKIES.dropOldest(withCookies(...others, ...begun, ...reviews, ...begun));

        const names = [...begun.slice(0, 3), ...reviews.slice(0, 1)].map(({ name }) => name);
        expect(dropped.map(({ name }) => name)).toEqual(names);
        for (const { value, maxAge, path, secure } of dropped)
            expect({ value, maxAge, path, secure }).toEqual({ value: '', maxAge: 0, path: '/', secure: true });
        expect(COOKIES.dropOldest(withCookies(...others, ...begun.slice(3), ...reviews.slice(1)))).toEqual([]);
    });

    it('is found among others, and behind one of the same name that is not ours', async () => {
        const trip = tripOf();
        const kept = await COOKIES.tripCookie(trip);
        const cookies = [{ name: 'a', value: 'b=c' }, { name: kept.name, value: 'x' }, kept, { name: 'z', value: '' }];

        expect(await COOKIES.readTrip(withCookies(...cookies), trip.state)).toEqual(trip);
    });

    it('is nothing under another state, whatever name it is given', async () => {
        const [mine, theirs] = [tripOf(), tripOf()];
        const { name } = await COOKIES.tripCookie(mine);
        const { value } = await COOKIES.tripCookie(theirs);

        expect(await COOKIES.readTrip(withCookies({ name, value }), mine.state)).toBeUndefined();
        expect(await COOKIES.readTrip(withCookies({ name, value }), theirs.state)).toBeUndefined();
    });

    it('is nothing where the browser has none, or one that was changed', async () => {
        const trip = tripOf();
        const { name, value } = await COOKIES.tripCookie(trip);

        expect(await COOKIES.readTrip(request({}), trip.state)).toBeUndefined();
        expect(await COOKIES.readTrip(withCookies({ name, value: '' }), trip.state)).toBeUndefined();
        expect(await COOKIES.readTrip(withCookies({ name, value: value.slice(1) }), trip.state)).toBeUndefined();
        expect(await COOKIES.readTrip(withCookies({ name: `x${name}`, value }), trip.state)).toBeUndefined();
    });

    it('is good for a quarter of an hour, whatever the browser says', async () => {
        const trip = tripOf();
        const kept = withCookies(await COOKIES.tripCookie(trip));
        const after = (seconds: number) => cookiesAt(undefined, new Date(NOW.getTime() + seconds * 1000));

        expect(await after(SIGN_IN_SECONDS - 1).readTrip(kept, trip.state)).toEqual(trip);
        expect(await after(SIGN_IN_SECONDS).readTrip(kept, trip.state)).toBeUndefined();
    });

    it('is forgotten by the same name and attributes', async () => {
        const trip = tripOf();
        const kept = await COOKIES.tripCookie(trip);

        expect(COOKIES.dropTrip(trip.state)).toEqual({ ...kept, value: '', maxAge: 0 });
    });

    it('holds forty further subscriptions, and refuses what no browser would keep', async () => {
        const choosing = (count: number) =>
            tripOf({
                step: 'act',
                account: { objectId: randomUUID(), name: `${'a'.repeat(60)}@contoso.onmicrosoft.example` },
                choice: {
                    subscriptionIds: Array.from({ length: count }, () => randomUUID()),
                    managementGroupId: null,
                    reader: true,
                    above: false,
                },
            });

        const { name, value } = await COOKIES.tripCookie(choosing(40));

        expect(name.length + value.length).toBeLessThan(4096);
        await expect(COOKIES.tripCookie(choosing(100))).rejects.toMatchObject({
            code: 'body-too-large',
            message: expect.stringContaining('fewer subscriptions') as string,
        });
    });
});

describe('the cookie of a review', () => {
    it('brings back what was kept, for our own form alone', async () => {
        const ticket = ticketOf();

        const kept = await COOKIES.reviewCookie(ticket);

        expect(kept).toMatchObject({ path: '/', httpOnly: true, secure: true, sameSite: 'Strict' });
        expect(kept.name).toMatch(/^__Host-review-[\w-]{16}$/);
        expect(await COOKIES.readReview(withCookies(kept), ticket.formToken)).toEqual(ticket);
    });

    it('is nothing to another form token', async () => {
        const [mine, theirs] = [ticketOf(), ticketOf()];
        const { name } = await COOKIES.reviewCookie(mine);
        const { value } = await COOKIES.reviewCookie(theirs);

        expect(await COOKIES.readReview(withCookies({ name, value }), mine.formToken)).toBeUndefined();
    });

    it('is never taken for a trip, nor a trip for it', async () => {
        const secret = randomBytes(32).toString('base64url');
        const trip = await COOKIES.tripCookie(tripOf({ state: secret }));
        const review = await COOKIES.reviewCookie(ticketOf({ formToken: secret }));

        const swapped = withCookies({ name: trip.name, value: review.value }, { name: review.name, value: trip.value });

        expect(await COOKIES.readTrip(swapped, secret)).toBeUndefined();
        expect(await COOKIES.readReview(swapped, secret)).toBeUndefined();
    });

    it('is forgotten by the same name and attributes', async () => {
        const ticket = ticketOf();
        const kept = await COOKIES.reviewCookie(ticket);

        expect(COOKIES.dropReview(ticket.formToken)).toEqual({ ...kept, value: '', maxAge: 0 });
    });
});
