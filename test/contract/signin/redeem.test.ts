import { inspect } from 'node:util';
import { decodeJwt } from 'jose';
import { entraSignIn } from '../../../shared/adapters/entra/sign-in.ts';
import type { AuthorizeRequest, SignIn } from '../../../shared/ports/sign-in.ts';
import { startDouble, tenantOf } from '../arm/environment.ts';
import type { Double } from '../arm/environment.ts';
import { adatum, CLIENT_ID, contoso, fabrikam, fourthCoffee, tailspin, TENANT } from '../arm/sample-ids.ts';
import { configFor } from '../../support/config-for.ts';
import { CALLBACK, errorOf, newTrip, travel } from './environment.ts';

const OWNER_OF_CONTOSO = 'owner@contoso.example';

describe('what a person brings back from Entra', () => {
    let double: Double;
    let signIn: SignIn;
    beforeAll(async () => {
        double = await startDouble();
    });
    beforeEach(async () => {
        await double.reset();
        await double.change(({ app }) => {
            app.redirectUris = [CALLBACK];
        });
        signIn = entraSignIn(configFor(double.url));
    });
    afterAll(() => double.close());

    const fault = async (given: object): Promise<void> => {
        const { status } = await double.call({ method: 'POST', path: '/_sim/faults', body: { times: 1, ...given } });
        expect(status).toBe(201);
    };

    /** A trip that a person came back from. */
    const travelled = async (upn = OWNER_OF_CONTOSO, trip = newTrip(contoso(TENANT)), accept = true) => ({
        trip,
        callback: await travel(signIn, trip, { upn, accept }),
    });

    /** Requests for a token, by code. */
    const redemptions = async (): Promise<number> => {
        const seen = (await double.call({ path: '/_sim/requests' })).body as { path: string }[];
        return seen.filter(({ path }) => path.endsWith('/token')).length;
    };

    describe('is who it is', () => {
        it('a member of the tenant, with a token that Azure takes', async () => {
            const { trip, callback } = await travelled();

            const person = await signIn.redeem(callback, trip);

            expect(person).toEqual({
                tenantId: contoso(TENANT),
                objectId: contoso('101'),
                accountName: OWNER_OF_CONTOSO,
                displayName: expect.stringMatching(/./) as string,
                identityProvider: null,
                accessToken: expect.stringMatching(/^ey/) as string,
            });
            expect(decodeJwt(person.accessToken)).toMatchObject({
                appid: CLIENT_ID,
                oid: contoso('101'),
                scp: 'user_impersonation',
            });
            const seen = await double.call({
                path: '/subscriptions?api-version=2022-12-01',
                token: person.accessToken,
            });
            expect(seen.status).toBe(200);
        });

        it('a guest, and where from', async () => {
            const { trip, callback } = await travelled('operator@fourthcoffee.example');

            const person = await signIn.redeem(callback, trip);

            expect(person).toMatchObject({
                tenantId: contoso(TENANT),
                accountName: 'operator@fourthcoffee.example',
                identityProvider: `https://sts.windows.net/${fourthCoffee(TENANT)}/`,
            });
        });

        it('a person who consented just now', async () => {
            const { trip, callback } = await travelled('owner@tailspin.example', newTrip(tailspin(TENANT)));

            const person = await signIn.redeem(callback, trip);

            expect(person).toMatchObject({ tenantId: tailspin(TENANT), accountName: 'owner@tailspin.example' });
        });

        it('the person of a silent sign-in after one with pages', async () => {
            const cookies = new Map<string, string>();
            await travel(signIn, newTrip(contoso(TENANT)), { upn: OWNER_OF_CONTOSO, cookies });
            const trip = newTrip(contoso(TENANT), { prompt: 'none', loginHint: OWNER_OF_CONTOSO });

            const person = await signIn.redeem(await travel(signIn, trip, { upn: OWNER_OF_CONTOSO, cookies }), trip);

            expect(person.objectId).toBe(contoso('101'));
        });
    });

    it('is told with nothing to renew it by', async () => {
        const { trip, callback } = await travelled();

        const person = await signIn.redeem(callback, trip);

        expect(Object.keys(person).filter((name) => /token/i.test(name))).toEqual(['accessToken']);
        const asked = double.exchanges.filter(({ request }) => request.url.includes('/authorize'));
        expect(asked.length).toBeGreaterThan(0);
        expect(inspect(asked, { depth: null })).not.toContain('offline_access');
    });

    it('is asked for with what Azure demands, and the token says that it was done', async () => {
        const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'p1' } } });
        const { trip, callback } = await travelled(OWNER_OF_CONTOSO, newTrip(contoso(TENANT), { claims }));

        const { accessToken } = await signIn.redeem(callback, trip);

        expect(decodeJwt(accessToken).acrs).toEqual(['p1']);
    });

    describe('is refused', () => {
        /** What a trip ends in, once this was done to it; nothing of its secrets may stand in the error. */
        const failure = async (callback: URLSearchParams, trip: AuthorizeRequest) => {
            const error = await errorOf(() => signIn.redeem(callback, trip));
            const told = inspect(error, { depth: null, showHidden: true });
            const secrets = [trip.state, trip.nonce, trip.codeVerifier, callback.get('code') ?? trip.state];
            for (const secret of secrets) expect(told).not.toContain(secret);
            expect(told).not.toMatch(/eyJ|Trace ID|error_description/);
            return error;
        };

        it.each([
            ['unsigned', 'OAUTH_INVALID_RESPONSE'],
            ['expired', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED exp'],
            ['wrong-audience', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED aud'],
            ['wrong-issuer', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED iss'],
            ['wrong-tenant', 'another tenant'],
            ['wrong-nonce', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED nonce'],
            ['other-key', 'OAUTH_INVALID_RESPONSE'],
        ])('with an ID token that is not what it should be: %s', async (idToken, reason) => {
            const { trip, callback } = await travelled();
            await fault({ path: '/token$', idToken });

            expect(await failure(callback, trip)).toMatchObject({
                kind: 'not-verified',
                message: `not-verified: ${reason}`,
            });
            expect(await redemptions()).toBe(1);
        });

        it('with a code that was redeemed before', async () => {
            const { trip, callback } = await travelled();
            await signIn.redeem(callback, trip);

            expect(await failure(callback, trip)).toMatchObject({ kind: 'code-spent', code: 'AADSTS54005' });
        });

        it.each([
            ['state', { state: 'another' }],
            ['nonce', { nonce: 'another' }],
            ['verifier', { codeVerifier: 'x'.repeat(43) }],
            ['tenant', { tenantId: fabrikam(TENANT) }],
        ])('on the trip of another %s', async (_what, other) => {
            const { trip, callback } = await travelled();

            expect((await failure(callback, { ...trip, ...other })).kind).toBe('not-verified');
        });

        it('with the callback of another trip, before anything is asked of Entra', async () => {
            const [mine, theirs] = [await travelled(), await travelled('admin@contoso.example')];
            const swapped = new URLSearchParams(mine.callback);
            swapped.set('state', theirs.trip.state);

            expect((await failure(swapped, mine.trip)).kind).toBe('not-verified');
            expect((await failure(theirs.callback, mine.trip)).kind).toBe('not-verified');
            expect(await redemptions()).toBe(0);
        });

        it('with another one’s code under the own state: its verifier is not known here', async () => {
            const [mine, theirs] = [await travelled(), await travelled('admin@contoso.example')];
            const injected = new URLSearchParams(mine.callback);
            injected.set('code', theirs.callback.get('code') ?? '');

            expect((await failure(injected, mine.trip)).kind).toBe('not-verified');
        });

        it.each([
            ['no state', (callback: URLSearchParams) => callback.delete('state')],
            ['two states', (callback: URLSearchParams) => callback.append('state', 'x')],
            ['no code', (callback: URLSearchParams) => callback.delete('code')],
            ['two codes', (callback: URLSearchParams) => callback.append('code', 'x')],
            ['another issuer', (callback: URLSearchParams) => callback.set('iss', 'https://login.example/v2.0')],
            ['a token beside the code', (callback: URLSearchParams) => callback.set('id_token', 'x.y.z')],
        ])('with %s in the address', async (_what, change) => {
            const { trip, callback } = await travelled();
            change(callback);

            expect((await failure(callback, trip)).kind).toBe('not-verified');
            expect(await redemptions()).toBe(0);
        });

        it('without a code of Entra', async () => {
            const { trip, callback } = await travelled();
            callback.set('code', 'not-one-of-yours');

            expect((await failure(callback, trip)).kind).toBe('code-spent');
        });

        it('with a secret that is not ours: our trouble', async () => {
            const { trip, callback } = await travelled();
            signIn = entraSignIn(configFor(double.url, { PARTNER_CLIENT_SECRET: 'hunter2' }));

            const error = await failure(callback, trip);

            expect(error).toMatchObject({ kind: 'refused', code: 'AADSTS7000215' });
            expect(inspect(error)).not.toContain('hunter2');
        });

        it.each([
            ['throttles', { status: 429, retryAfterSeconds: 7 }],
            ['is down', { status: 503 }],
            ['breaks the connection', { drop: true }],
        ])('for now where Entra %s as the code is redeemed, and is not asked again', async (_what, wrong) => {
            const { trip, callback } = await travelled();
            await fault({ path: '/oauth2/v2.0/token', times: 50, ...wrong });

            expect((await failure(callback, trip)).kind).toBe('unavailable');
            expect(await redemptions()).toBe(1);
        });

        it('for now where the keys of Entra cannot be had', async () => {
            const { trip, callback } = await travelled();
            await fault({ path: '/discovery/v2.0/keys', status: 503 });

            expect((await failure(callback, trip)).kind).toBe('unavailable');
        });
    });

    describe('is no person', () => {
        const outcome = async (
            upn: string,
            trip: AuthorizeRequest,
            { accept = true, cookies }: { accept?: boolean; cookies?: Map<string, string> } = {},
        ) => {
            const steps = cookies === undefined ? { upn, accept } : { upn, accept, cookies };
            const callback = await travel(signIn, trip, steps);
            const { kind, code } = await errorOf(() => signIn.redeem(callback, trip));
            expect(callback.get('state')).toBe(trip.state);
            expect(await redemptions()).toBe(0);
            return { kind, code };
        };

        it('where consent was refused', async () => {
            expect(await outcome('owner@tailspin.example', newTrip(tailspin(TENANT)), { accept: false })).toEqual({
                kind: 'consent-refused',
                code: 'AADSTS65004',
            });
        });

        it('where consent is not theirs to give', async () => {
            await double.change((document) => {
                tenantOf(document, tailspin(TENANT)).userConsent = false;
            });

            expect(await outcome('owner@tailspin.example', newTrip(tailspin(TENANT)))).toEqual({
                kind: 'consent-not-allowed',
                code: 'AADSTS90094',
            });
        });

        it('where the account is of no use in the tenant', async () => {
            expect(await outcome('owner@fabrikam.example', newTrip(contoso(TENANT)))).toMatchObject({
                kind: 'cancelled',
                code: 'AADSTS50020',
            });
        });

        it('where nobody is signed in and no page may be shown', async () => {
            expect(await outcome('', newTrip(contoso(TENANT), { prompt: 'none' }))).toMatchObject({
                kind: 'interaction-required',
            });
        });

        it('where somebody else is signed in and no page may be shown', async () => {
            const cookies = new Map<string, string>();
            await travel(signIn, newTrip(contoso(TENANT)), { upn: 'reader@contoso.example', cookies });
            const trip = newTrip(contoso(TENANT), { prompt: 'none', loginHint: OWNER_OF_CONTOSO });

            expect(await outcome('', trip, { cookies })).toMatchObject({ kind: 'interaction-required' });
        });

        it('where consent is missing and no page may be shown', async () => {
            const cookies = new Map<string, string>();
            await travel(signIn, newTrip(adatum(TENANT)), { upn: 'owner@adatum.example', cookies });
            await double.change((document) => {
                tenantOf(document, adatum(TENANT)).servicePrincipal = null;
            });

            expect(await outcome('', newTrip(adatum(TENANT), { prompt: 'none' }), { cookies })).toEqual({
                kind: 'interaction-required',
                code: 'AADSTS65001',
            });
        });
    });
});
