import { inspect } from 'node:util';
import { SignJWT, UnsecuredJWT } from 'jose';
import { entraSignIn } from '../../../shared/adapters/entra/sign-in.ts';
import type { AuthorizeRequest, SignIn } from '../../../shared/ports/sign-in.ts';
import { contoso, fourthCoffee, TENANT } from '../arm/sample-ids.ts';
import { configFor } from '../../support/config-for.ts';
import { errorOf, newTrip } from './environment.ts';
import { startScriptedEntra } from './scripted-entra.ts';
import type { Scripted, ScriptedEntra } from './scripted-entra.ts';

const SECRET = 'a-client-secret-of-more-than-thirty-two-bytes';

describe('an answer of Entra', () => {
    let entra: ScriptedEntra;
    let trip: AuthorizeRequest;
    let signIn: SignIn;
    beforeAll(async () => {
        entra = await startScriptedEntra();
    });
    beforeEach(() => {
        delete entra.script.discovery;
        delete entra.script.keys;
        delete entra.script.token;
        trip = newTrip(contoso(TENANT));
        signIn = entraSignIn(configFor(entra.url, { PARTNER_CLIENT_SECRET: SECRET }));
    });
    afterAll(() => entra.close());

    const callback = (query: Record<string, string> = { code: 'secret-code' }) =>
        new URLSearchParams({ ...query, state: trip.state });

    const redeem = (query?: Record<string, string>) => signIn.redeem(callback(query), trip);

    /** How a sign-in fails; nothing that was secret stands in it. */
    const failure = async (query?: Record<string, string>) => {
        const error = await errorOf(() => redeem(query));
        const told = inspect(error, { depth: null, showHidden: true });
        for (const secret of ['secret-', 'eyJ', trip.state, trip.nonce, trip.codeVerifier, SECRET])
            expect(told).not.toContain(secret);
        return error;
    };

    const person = async (over: Record<string, unknown>) => {
        entra.script.token = entra.tokens(await entra.idToken(entra.claims(trip.nonce, over)));
        return await redeem();
    };

    describe('tells of a person', () => {
        it('with the token, and with nothing else that Entra gave', async () => {
            const idToken = await entra.idToken(entra.claims(trip.nonce, { name: 'An Owner' }));
            entra.script.token = entra.tokens(idToken, { refresh_token: 'secret-refresh' });

            expect(await redeem()).toEqual({
                tenantId: contoso(TENANT),
                objectId: contoso('101'),
                accountName: 'owner@contoso.example',
                displayName: 'An Owner',
                identityProvider: null,
                accessToken: 'secret-access',
            });
        });

        it('by IDs in lower case', async () => {
            const found = await person({ tid: contoso(TENANT).toUpperCase(), oid: contoso('101').toUpperCase() });

            expect(found).toMatchObject({ tenantId: contoso(TENANT), objectId: contoso('101') });
        });

        it.each([
            ['another tenant', `https://sts.windows.net/${fourthCoffee(TENANT)}/`],
            ['no tenant at all', 'live.com'],
        ])('who comes from %s', async (_what, idp) => {
            expect((await person({ idp })).identityProvider).toBe(idp);
        });

        it('who is a member, even where the claim of guests names the tenant itself', async () => {
            expect((await person({ idp: `https://sts.windows.net/${contoso(TENANT)}/` })).identityProvider).toBeNull();
            expect((await person({ idp: `${entra.base}/v2.0` })).identityProvider).toBeNull();
        });
    });

    it.each([
        ['of another tenant', { tid: fourthCoffee(TENANT) }, 'another tenant'],
        ['of no tenant', { tid: undefined }, 'claim tid'],
        ['of nobody', { oid: undefined }, 'claim oid'],
        ['of what is no person', { oid: 'x' }, 'claim oid'],
        ['without a name to show', { preferred_username: undefined }, 'claim preferred_username'],
        ['without an end', { exp: undefined }, 'OAUTH_INVALID_RESPONSE'],
        ['without a nonce', { nonce: undefined }, 'OAUTH_INVALID_RESPONSE'],
        ['not good yet', { nbf: Math.floor(Date.now() / 1000) + 3600 }, 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED nbf'],
        [
            'for others too',
            { aud: [fourthCoffee('a'), 'https://evil.example'] },
            'OAUTH_JWT_CLAIM_COMPARISON_FAILED aud',
        ],
    ])('is not trusted with an ID token %s', async (_what, over, reason) => {
        entra.script.token = entra.tokens(await entra.idToken(entra.claims(trip.nonce, over)));

        expect(await failure()).toMatchObject({ kind: 'not-verified', message: `not-verified: ${reason}` });
    });

    it.each<[string, () => Promise<string | undefined> | string | undefined]>([
        ['none', () => undefined],
        ['an empty one', () => ''],
        ['one that is none', () => 'eyJ-secret'],
        ['an unsigned one', () => new UnsecuredJWT(entra.claims(trip.nonce)).encode()],
        [
            'one that is signed by our own secret',
            () =>
                new SignJWT(entra.claims(trip.nonce))
                    .setProtectedHeader({ alg: 'HS256', kid: 'one' })
                    .sign(Buffer.from(SECRET)),
        ],
        ['one under a key that is not published', () => entra.idToken(entra.claims(trip.nonce), { kid: 'two' })],
        [
            'one with another signature',
            async () => {
                const [header, payload] = (await entra.idToken(entra.claims(trip.nonce))).split('.');
                const [, , signature] = (await entra.idToken(entra.claims('another'))).split('.');
                return [header, payload, signature].join('.');
            },
        ],
        ['an encrypted one', () => 'eyJhbGciOiJkaXIifQ.eyJ.eyJ.eyJ.eyJ'],
    ])('is not trusted where the ID token is %s', async (_what, make) => {
        entra.script.token = entra.tokens(await make());

        expect((await failure()).kind).toBe('not-verified');
    });

    it('is not trusted where the ID token is signed in another way than Entra’s are, whatever the endpoints say', async () => {
        entra.script.discovery = { body: entra.metadata({ id_token_signing_alg_values_supported: ['PS256', 'none'] }) };
        const signed = entra.claims(trip.nonce);
        entra.script.token = entra.tokens(await entra.idToken(signed, { alg: 'PS256' }));

        expect((await failure()).kind).toBe('not-verified');

        entra.script.token = entra.tokens(await entra.idToken(signed));
        expect(await redeem()).toMatchObject({ objectId: contoso('101') });
    });

    it.each<[string, Scripted]>([
        ['is an error', { status: 502, body: '<html>secret-page</html>', headers: { 'content-type': 'text/html' } }],
        ['has no form', { status: 400, body: '<html>secret-page</html>', headers: { 'content-type': 'text/html' } }],
        ['is a page', { status: 200, body: '<html>secret-page</html>', headers: { 'content-type': 'text/html' } }],
        ['leads elsewhere', { status: 302, body: '', headers: { location: 'https://evil.example/secret-' } }],
        ['breaks off', { status: 200, body: { access_token: 'secret-access', id_token: 'eyJ' }, cut: true }],
        ['is too much', { status: 429, body: { error: 'invalid_request' } }],
    ])('is no answer where it %s', async (_what, answer) => {
        entra.script.token = answer;

        expect((await failure()).kind).toBe('unavailable');
    });

    describe('about its endpoints', () => {
        it.each<[string, string, () => Scripted]>([
            ['another issuer', 'not-verified', () => ({ body: entra.metadata({ issuer: 'https://evil.example' }) })],
            ['a page', 'unavailable', () => ({ body: '<html>', headers: { 'content-type': 'text/html' } })],
            ['an outage', 'unavailable', () => ({ status: 503, body: '' })],
            ['another place', 'unavailable', () => ({ status: 302, body: '', headers: { location: entra.url } })],
            ['half of it', 'unavailable', () => ({ body: entra.metadata(), cut: true })],
            ['what is no document', 'not-verified', () => ({ body: [] })],
        ])('is not taken where it tells %s, and asked for again the next time', async (_what, kind, answer) => {
            entra.script.discovery = answer();
            expect((await errorOf(() => signIn.authorizeUrl(trip))).kind).toBe(kind);
            expect((await failure()).kind).toBe(kind);
            expect(await signIn.authorizationOrigin()).toBe(entra.url);

            delete entra.script.discovery;
            expect(await signIn.authorizeUrl(trip)).toContain(entra.url);
        });

        it.each([
            ['plain HTTP', 'http://login.example/authorize'],
            ['a script', 'javascript:alert(1)'],
            ['no address', 'nowhere'],
            ['nothing', undefined],
        ])('never leads a person to %s', async (_what, endpoint) => {
            entra.script.discovery = { body: entra.metadata({ authorization_endpoint: endpoint }) };

            expect((await errorOf(() => signIn.authorizeUrl(trip))).kind).toBe('not-verified');
        });

        it('never leads a code to where it would not be encrypted', async () => {
            const plain = entra.base.replace('https:', 'http:');
            entra.script.discovery = { body: entra.metadata({ token_endpoint: `${plain}/oauth2/v2.0/token` }) };

            expect((await failure()).kind).toBe('not-verified');
        });
    });

    it('is none where nobody listens', async () => {
        signIn = entraSignIn(configFor('https://127.0.0.1:1'));

        expect((await failure()).kind).toBe('unavailable');
        expect(await signIn.authorizationOrigin()).toBe('https://127.0.0.1:1');
    });

    describe('that refuses the sign-in says why', () => {
        it.each([
            ['access_denied', undefined, 'cancelled'],
            ['access_denied', 'AADSTS65004: User declined to consent. secret-', 'consent-refused'],
            ['consent_required', 'AADSTS65004: User declined to consent.', 'consent-refused'],
            ['consent_required', 'AADSTS65001: Nobody consented.', 'interaction-required'],
            ['consent_required', 'AADSTS90094: An administrator has to consent.', 'consent-not-allowed'],
            ['access_denied', 'AADSTS90094: An administrator has to consent.', 'consent-not-allowed'],
            ['access_denied', 'AADSTS90095: An administrator was asked to consent.', 'consent-not-allowed'],
            ['consent_required', 'AADSTS90008: Not consented.', 'consent-not-allowed'],
            ['interaction_required', 'AADSTS50076: Multi-factor authentication.', 'interaction-required'],
            ['login_required', 'AADSTS50058: Nobody is signed in.', 'interaction-required'],
            ['login_required', undefined, 'interaction-required'],
            ['temporarily_unavailable', undefined, 'unavailable'],
            ['server_error', 'AADSTS90036: Unexpected.', 'unavailable'],
            ['unauthorized_client', 'AADSTS700016: No such application.', 'refused'],
            ['invalid_request', 'AADSTS9002325: PKCE.', 'refused'],
            ['<script>secret-</script>', 'secret-', 'refused'],
        ])('in the redirect: %s, %s', async (error, description, kind) => {
            const query = { error, ...(description === undefined ? {} : { error_description: description }) };

            expect(await failure(query)).toMatchObject({ kind, code: /AADSTS\d+/.exec(description ?? '')?.[0] });
        });

        it('and where somebody turned back at the accounts, that is no word about consent', async () => {
            const query = {
                error: 'access_denied',
                error_subcode: 'cancel',
                error_description: 'AADSTS65004: Declined.',
            };

            expect((await failure(query)).kind).toBe('cancelled');
        });

        it('but not to a browser that asked for nothing', async () => {
            const query = new URLSearchParams({ error: 'access_denied', state: 'another' });

            expect((await errorOf(() => signIn.redeem(query, trip))).kind).toBe('not-verified');
        });

        it.each([
            [400, 'invalid_grant', 70008, 'code-spent'],
            [400, 'invalid_grant', 54005, 'code-spent'],
            [400, 'invalid_grant', 70000, 'code-spent'],
            [400, 'invalid_grant', 50076, 'interaction-required'],
            [400, 'invalid_grant', 50079, 'interaction-required'],
            [400, 'interaction_required', 50158, 'interaction-required'],
            [400, 'invalid_grant', 65001, 'interaction-required'],
            [400, 'invalid_grant', 501481, 'not-verified'],
            [400, 'invalid_grant', 700005, 'not-verified'],
            [401, 'invalid_client', 7000215, 'refused'],
            [400, 'unauthorized_client', 700016, 'refused'],
            [400, 'temporarily_unavailable', 90033, 'unavailable'],
        ])('where the code is redeemed: %i %s %i', async (status, error, code, kind) => {
            entra.script.token = {
                status,
                body: { error, error_codes: [code], error_description: `AADSTS${code}: secret-` },
            };

            expect(await failure()).toMatchObject({ kind, code: `AADSTS${code}` });
        });

        it('with a challenge in the header as without', async () => {
            entra.script.token = {
                status: 401,
                headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer error="secret-"' },
                body: { error: 'invalid_client', error_description: 'AADSTS7000222: Expired secret.' },
            };

            expect(await failure()).toMatchObject({ kind: 'refused', code: 'AADSTS7000222' });
        });
    });
});
