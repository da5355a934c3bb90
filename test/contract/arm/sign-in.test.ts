import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { checkExchange } from '../../support/conformance.ts';
import { armContract } from '../../support/conformance-documents.ts';
import { signInAs, type CookieJar } from '../../support/sign-in.ts';
import { press, submit } from '../../support/stack-browser.ts';
import { adatum, CLIENT_ID, contoso, fabrikam, fourthCoffee, TENANT } from './sample-ids.ts';
import { ARM_PERMISSION, CALLBACK, queryOf, startSignIn, type SignInDouble } from './sign-in-environment.ts';
import { keepClean } from './kept-clean.ts';

const OWNER = 'owner@contoso.example';
const GUEST = 'operator@fourthcoffee.example';

const schemaProblems = (schema: string, claims: unknown): string[] =>
    armContract.problems({ $ref: `https://documents.example/arm#/components/schemas/${schema}` }, claims, schema);

const buttonsOf = (page: unknown): string[] =>
    [...String(page).matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/g)].map(([, words = '']) => words.trim());

describe('signing in at Entra', () => {
    let double: SignInDouble;
    beforeAll(async () => {
        double = await startSignIn();
    });
    keepClean(() => double);

    const verified = async (idToken: string, tenantId: string) => {
        const keys = (await double.call({ path: `/${tenantId}/discovery/v2.0/keys` })).body as JSONWebKeySet;
        const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
            algorithms: ['RS256'],
            issuer: `${double.url}/${tenantId}/v2.0`,
            audience: CLIENT_ID,
        });
        return payload;
    };

    const refusal = async (asked: Record<string, string | undefined>) =>
        queryOf((await double.open(double.trip(asked).url)).headers.location ?? '');

    it('happens on pages over plain HTTP, while issuer, keys and tokens stay on HTTPS', async () => {
        const { body } = await double.call({ path: `/${contoso(TENANT)}/v2.0/.well-known/openid-configuration` });

        expect(body).toMatchObject({
            authorization_endpoint: `${double.origin}/${contoso(TENANT)}/oauth2/v2.0/authorize`,
            issuer: `${double.url}/${contoso(TENANT)}/v2.0`,
            token_endpoint: `${double.url}/${contoso(TENANT)}/oauth2/v2.0/token`,
            jwks_uri: `${double.url}/${contoso(TENANT)}/discovery/v2.0/keys`,
        });
        expect(double.origin).toMatch(/^http:\/\/localhost:\d+$/);
        expect(double.url).toMatch(/^https:/);
    });

    it('shows on its first page who can sign in', async () => {
        const { status, body } = await double.open(`${double.origin}/`);

        expect(status).toBe(200);
        expect(body).toContain(OWNER);
        expect(body).toContain('owner@adatum.example');
    });

    it('leads back with a code and the state, and the code is good for tokens of the person', async () => {
        const on = double.trip({ state: 'a state/&= of its own', nonce: 'nonce-1' });

        const location = await signInAs({ url: on.url, upn: OWNER });
        const { code = '', state } = queryOf(location);
        const { status, body, headers } = await double.redeem(on, code);

        expect(location.startsWith(`${CALLBACK}?`)).toBe(true);
        expect(state).toBe('a state/&= of its own');
        expect(status).toBe(200);
        expect(headers['cache-control']).toContain('no-store');
        expect(Object.keys(body as object).sort()).toEqual([
            'access_token',
            'expires_in',
            'ext_expires_in',
            'id_token',
            'scope',
            'token_type',
        ]);
        const { id_token: idToken, access_token: accessToken } = body as { id_token: string; access_token: string };
        const claims = await verified(idToken, contoso(TENANT));
        expect(schemaProblems('IdTokenClaims', claims)).toEqual([]);
        expect(claims).toMatchObject({
            oid: contoso('101'),
            tid: contoso(TENANT),
            preferred_username: OWNER,
            name: 'Contoso Owner',
            nonce: 'nonce-1',
            ver: '2.0',
        });
        expect(claims).not.toHaveProperty('idp');
        const access = decodeJwt(accessToken);
        expect(schemaProblems('ArmTokenClaims', access)).toEqual([]);
        expect(access).toMatchObject({
            iss: `https://sts.windows.net/${contoso(TENANT)}/`,
            oid: contoso('101'),
            appid: CLIENT_ID,
            scp: 'user_impersonation',
            upn: OWNER,
            amr: ['pwd'],
        });
        expect(access).not.toHaveProperty('idtyp');
    });

    it('tells of a guest where it comes from', async () => {
        const tokens = await double.signIn(GUEST);

        const home = `https://sts.windows.net/${fourthCoffee(TENANT)}/`;
        expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({
            oid: contoso('105'),
            tid: contoso(TENANT),
            idp: home,
        });
        expect(decodeJwt(tokens.access_token ?? '')).toMatchObject({ idp: home });
    });

    it('gives no ID token to who asks for none, and no names without the scope profile', async () => {
        const bare = await double.signIn(OWNER, contoso(TENANT), { scope: ARM_PERMISSION });
        const nameless = await double.signIn(OWNER, contoso(TENANT), { scope: `openid ${ARM_PERMISSION}` });

        expect(bare).not.toHaveProperty('id_token');
        expect(Object.keys(decodeJwt(nameless.id_token ?? '')).sort()).toEqual(
            ['aud', 'exp', 'iat', 'iss', 'nbf', 'nonce', 'sub', 'tid', 'uti', 'ver'].sort(),
        );
    });

    it('gives no refresh token even where offline_access is asked for', async () => {
        const tokens = await double.signIn(OWNER, contoso(TENANT), {
            scope: `openid profile offline_access ${ARM_PERMISSION}`,
        });

        expect(tokens).not.toHaveProperty('refresh_token');
        expect(tokens.access_token).toMatch(/^eyJ/);
    });

    it.each([
        [{ access_token: { acrs: { essential: true, value: 'c1' } } }, ['pwd', 'mfa'], ['c1']],
        [{ access_token: { amr: { values: ['mfa'] } } }, ['pwd', 'mfa'], undefined],
        [{ access_token: { xms_cc: { values: ['cp1'] } } }, ['pwd'], undefined],
        [{ id_token: { acr: null } }, ['pwd'], undefined],
    ])('takes claims %j for what they ask', async (claims, amr, acrs) => {
        const { access_token: token = '' } = await double.signIn(OWNER, contoso(TENANT), {
            claims: JSON.stringify(claims),
        });

        const payload = decodeJwt(token);
        expect([payload.amr, payload.acrs]).toEqual([amr, acrs]);
    });

    describe('the account picker', () => {
        it.each([
            [
                contoso(TENANT),
                [OWNER, 'contributor@contoso.example', 'reader@contoso.example', 'admin@contoso.example', GUEST],
            ],
            [fabrikam(TENANT), ['owner@fabrikam.example', 'contributor@fabrikam.example', 'reader@fabrikam.example']],
        ])(
            'of %s has one button per user, guests included, a field for another, and a way back',
            async (tenant, users) => {
                const { status, headers, body } = await double.open(double.trip({}, tenant).url);

                expect(status).toBe(200);
                expect(headers['content-type']).toMatch(/^text\/html/);
                expect(headers['content-security-policy']).toContain("default-src 'none'");
                expect(buttonsOf(body)).toEqual([...users, 'Use another account', 'Cancel']);
                expect(body).toMatch(/<label for="name">[\s\S]*<input\s+type="text"\s+id="name"/);
            },
        );

        it('leads back when the person turns back', async () => {
            const location = await signInAs({ url: double.trip().url, upn: 'Cancel' });

            expect(queryOf(location)).toMatchObject({
                error: 'access_denied',
                error_subcode: 'cancel',
                error_description: expect.stringMatching(/^AADSTS65004: /) as string,
                state: 'the state',
            });
        });

        it('takes a name that is typed, in any letter case', async () => {
            const on = double.trip();

            const code = await double.codeFor(on, 'OWNER@contoso.EXAMPLE');

            const { id_token: token } = (await double.redeem(on, code)).body as { id_token: string };
            expect(decodeJwt(token)).toMatchObject({ oid: contoso('101') });
        });

        it('asks for a name where none was typed', async () => {
            const { url } = double.trip();
            const page = String((await double.open(url)).body);

            const answer = await submit(press(page, url, 'Use another account'));

            expect(buttonsOf(answer.body)).toEqual(['Next', 'Cancel']);
        });

        it('refuses an account of another tenant on a page that leads back', async () => {
            const location = await signInAs({ url: double.trip().url, upn: 'owner@fabrikam.example' });

            const { error, error_description: description } = queryOf(location);
            expect(error).toBe('access_denied');
            expect(description).toMatch(
                /^AADSTS50020: User account 'owner@fabrikam\.example' .* does not exist in tenant 'Contoso' /,
            );
        });
    });

    describe('a browser that has signed in', () => {
        const signedInJar = async (...upns: string[]): Promise<CookieJar> => {
            const cookies: CookieJar = new Map();
            for (const upn of upns) await signInAs({ url: double.trip().url, upn, cookies });
            return cookies;
        };
        const silent = async (cookies: CookieJar, asked = {}, tenantId = contoso(TENANT)) =>
            queryOf(
                await signInAs({ url: double.trip({ prompt: 'none', ...asked }, tenantId).url, upn: '-', cookies }),
            );

        it('is signed in again without a page', async () => {
            const cookies = await signedInJar(OWNER);
            const on = double.trip({ prompt: 'none', login_hint: OWNER.toUpperCase() });

            const { code = '' } = queryOf(await signInAs({ url: on.url, upn: '-', cookies }));

            const { id_token: token } = (await double.redeem(on, code)).body as { id_token: string };
            expect(decodeJwt(token)).toMatchObject({ preferred_username: OWNER });
        });

        it('is asked again where the application wants the account selected', async () => {
            const cookies = await signedInJar(OWNER);
            const on = double.trip();

            const code = await double.codeFor(on, 'reader@contoso.example', { cookies });

            const { id_token: token } = (await double.redeem(on, code)).body as { id_token: string };
            expect(decodeJwt(token)).toMatchObject({ preferred_username: 'reader@contoso.example' });
        });

        it('cannot be signed in silently as somebody else, in another tenant, or without having signed in', async () => {
            const cookies = await signedInJar(OWNER);

            const refused = [
                await silent(cookies, { login_hint: 'admin@contoso.example' }),
                await silent(cookies, {}, fabrikam(TENANT)),
                await silent(new Map([['entra-session', 'made up']])),
            ];

            expect(refused.map(({ error }) => error)).toEqual(['login_required', 'login_required', 'login_required']);
            expect(refused[0]?.error_description).toMatch(/^AADSTS50058: /);
        });

        it('has to choose between two accounts, unless one is named', async () => {
            const cookies = await signedInJar(OWNER, 'admin@contoso.example');

            const unnamed = await silent(cookies);
            const named = await silent(cookies, { login_hint: OWNER });

            expect(unnamed).toMatchObject({ error: 'interaction_required', state: 'the state' });
            expect(named).toHaveProperty('code');
        });

        it('is signed in no more once the account is gone', async () => {
            const cookies = await signedInJar(OWNER);
            await double.change(({ tenants }) => {
                for (const tenant of tenants)
                    tenant.users = tenant.users.filter((user) => user.userPrincipalName !== OWNER);
            });

            await expect(silent(cookies)).resolves.toMatchObject({ error: 'login_required' });
        });
    });

    it('takes the answer of a page once: opened again, the address shows the accounts', async () => {
        const { url } = double.trip();
        const picked = await submit(press(String((await double.open(url)).body), url, OWNER));
        const back = new URL(picked.headers.location ?? '', url).href;

        const answers = [await double.open(back), await double.open(back)];

        expect(picked.status).toBe(303);
        expect(answers.map(({ status }) => status)).toEqual([302, 200]);
        expect(buttonsOf(answers[1]?.body)).toContain(OWNER);
    });

    it('takes the answer of a page for no other request', async () => {
        const { url } = double.trip();
        const picked = await submit(press(String((await double.open(url)).body), url, OWNER));
        const ticket = new URL(picked.headers.location ?? '', url).searchParams.get('sso_reload') ?? '';

        const answer = await double.open(`${double.trip({ state: 'another' }).url}&sso_reload=${ticket}`);

        expect(answer.status).toBe(200);
        expect(buttonsOf(answer.body)).toContain(OWNER);
    });

    it.each([
        ['another application', { client_id: fourthCoffee('b') }, 'AADSTS700016'],
        [
            'a redirect URI that is not registered',
            { redirect_uri: 'https://elsewhere.example/callback' },
            'AADSTS50011',
        ],
        ['a longer redirect URI', { redirect_uri: `${CALLBACK}/more` }, 'AADSTS50011'],
        ['a redirect URI in other letters', { redirect_uri: CALLBACK.toUpperCase() }, 'AADSTS50011'],
    ])('tells of %s on a page and leads nowhere', async (_what, asked, code) => {
        const { status, headers, body } = await double.open(double.trip(asked).url);

        expect(status).toBe(200);
        expect(headers.location).toBeUndefined();
        expect(body).toContain(code);
        expect(body).not.toContain('<form');
        expect(body).not.toContain('href');
    });

    it('tells of an unknown tenant on a page', async () => {
        const { headers, body } = await double.open(double.trip({}, contoso('404')).url);

        expect(headers.location).toBeUndefined();
        expect(body).toContain('AADSTS90002');
    });

    it.each([
        ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request', 9002325],
        ['no response type', { response_type: undefined }, 'invalid_request', 900144],
        ['another response type', { response_type: 'id_token' }, 'unsupported_response_type', 700054],
        ['another resource', { scope: 'openid https://graph.microsoft.com/User.Read' }, 'invalid_resource', 500011],
        [
            'a permission that ARM does not have',
            { scope: 'https://management.azure.com/read' },
            'invalid_scope',
            650053,
        ],
        ['no resource', { scope: 'openid profile' }, 'invalid_scope', 70011],
        ['claims that are no JSON', { claims: '{' }, 'invalid_request', 9002313],
    ])('refuses %s by a redirect with the state', async (_what, asked, error, code) => {
        const query = await refusal(asked);

        expect(query).toMatchObject({ error, state: 'the state' });
        expect(query.error_description).toMatch(new RegExp(`^AADSTS${code}: .* Timestamp: `));
        // The request itself is what is wrong.
        double.exchanges.length = 0;
    });

    it.each([
        ['PKCE without a hash', { code_challenge_method: 'plain' }, 9002325],
        ['a challenge that is no SHA-256', { code_challenge: 'short' }, 501491],
        ['a response mode other than query', { response_mode: 'fragment' }, 70007],
        ['an unknown prompt', { prompt: 'create' }, 90023],
    ])('refuses %s as an invalid request', async (_what, asked, code) => {
        const query = await refusal(asked);

        expect(query).toMatchObject({ error: 'invalid_request', state: 'the state' });
        expect(query.error_description).toContain(`AADSTS${code}: `);
        double.exchanges.length = 0;
    });

    it('leaves out a state that was not sent', async () => {
        const location = await signInAs({ url: double.trip({ state: undefined }).url, upn: OWNER });

        expect(queryOf(location)).not.toHaveProperty('state');
    });

    it.each([
        ['a parameter that Entra never sends', 'https://x.example/?code=1&access_token=2'],
        ['neither code nor error', 'https://x.example/?state=1'],
        ['an error that it does not know', 'https://x.example/?error=oops&error_description=AADSTS1'],
    ])('would be caught leading back with %s', async (_what, location) => {
        await signInAs({ url: double.trip().url, upn: OWNER });
        const redirect = double.exchanges.find(({ response }) => response.status === 302);
        if (redirect === undefined) throw new Error('no redirect was recorded');
        const broken = {
            ...redirect,
            response: { ...redirect.response, headers: { ...redirect.response.headers, location } },
        };

        const [good, bad] = [checkExchange(redirect), checkExchange(broken)];

        expect(good).toEqual([]);
        expect(bad).toEqual(expect.arrayContaining([expect.stringMatching(/^redirect/)]));
    });

    it('goes wrong as ordered, on the pages too', async () => {
        await double.call({
            method: 'POST',
            path: '/_sim/faults',
            body: { path: '/authorize$', status: 503, times: 1 },
        });

        const answers = [await double.open(double.trip().url), await double.open(double.trip().url)];

        expect(answers.map(({ status }) => status)).toEqual([503, 200]);
    });

    it('gives nothing to a form that was made for another application', async () => {
        const { status, headers, body } = await double.postForm(`/${adatum(TENANT)}/consent`, {
            kind: 'authorize',
            request: new URLSearchParams({ client_id: fourthCoffee('b'), redirect_uri: CALLBACK }).toString(),
            account: adatum('101'),
            decision: 'accept',
        });

        expect([status, headers.location]).toEqual([200, undefined]);
        expect(body).toContain('AADSTS700016');
        const { tenants } = await double.state();
        expect(tenants.find(({ tenantId }) => tenantId === adatum(TENANT))?.servicePrincipal).toBeNull();
    });
});
