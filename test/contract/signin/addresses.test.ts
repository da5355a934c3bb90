import { createHash } from 'node:crypto';
import { entraSignIn } from '../../../shared/adapters/entra/sign-in.ts';
import type { SignIn } from '../../../shared/ports/sign-in.ts';
import { startDouble } from '../arm/environment.ts';
import type { Double } from '../arm/environment.ts';
import { CLIENT_ID, contoso, fourthCoffee, tailspin, TENANT } from '../arm/sample-ids.ts';
import { configFor } from '../../support/config-for.ts';
import { CALLBACK, errorOf, newTrip } from './environment.ts';

const NOBODYS_TENANT = '0b0d0000-0000-4000-8000-000000000001';
const HOUR = 60 * 60 * 1000;

describe('the addresses of Entra’s pages', () => {
    let double: Double;
    let pages: string;
    let now: Date;
    let signIn: SignIn;
    beforeAll(async () => {
        double = await startDouble();
        const { body } = await double.call({ path: `/${contoso(TENANT)}/v2.0/.well-known/openid-configuration` });
        pages = new URL((body as { authorization_endpoint: string }).authorization_endpoint).origin;
    });
    beforeEach(async () => {
        await double.reset();
        now = new Date('2026-11-21T12:00:00Z');
        signIn = entraSignIn(configFor(double.url), { now: () => now });
    });
    afterAll(() => double.close());

    const away = async (): Promise<void> => {
        const { status } = await double.call({
            method: 'POST',
            path: '/_sim/faults',
            body: { path: 'openid-configuration', status: 503, times: 1000 },
        });
        expect(status).toBe(201);
    };
    const back = () => double.call({ method: 'DELETE', path: '/_sim/faults' });
    const discoveries = async (): Promise<number> => {
        const seen = (await double.call({ path: '/_sim/requests' })).body as { path: string }[];
        return seen.filter(({ path }) => path.endsWith('openid-configuration')).length;
    };

    it('ask for a code and nothing that lasts, under proof that only this browser has', async () => {
        const trip = newTrip(contoso(TENANT), { loginHint: 'owner@contoso.example' });

        const url = new URL(await signIn.authorizeUrl(trip));

        expect(`${url.origin}${url.pathname}`).toBe(`${pages}/${contoso(TENANT)}/oauth2/v2.0/authorize`);
        expect(Object.fromEntries(url.searchParams)).toEqual({
            client_id: CLIENT_ID,
            response_type: 'code',
            response_mode: 'query',
            redirect_uri: CALLBACK,
            scope: 'openid profile https://management.azure.com/user_impersonation',
            state: trip.state,
            nonce: trip.nonce,
            code_challenge: createHash('sha256').update(trip.codeVerifier).digest('base64url'),
            code_challenge_method: 'S256',
            prompt: 'select_account',
            login_hint: 'owner@contoso.example',
        });
        expect(url.href).not.toContain(trip.codeVerifier);
    });

    it('show no page where none is wanted', async () => {
        const url = new URL(await signIn.authorizeUrl(newTrip(contoso(TENANT), { prompt: 'none' })));

        expect(url.searchParams.get('prompt')).toBe('none');
        expect(url.searchParams.has('login_hint')).toBe(false);
    });

    it('hand on what Azure demands as it came', async () => {
        const claims = '{"access_token":{"acrs":{"essential":true,"value":"p1"}}}';

        const url = new URL(await signIn.authorizeUrl(newTrip(contoso(TENANT), { claims })));

        expect(url.searchParams.get('claims')).toBe(claims);
    });

    it.each(['', 'x', '[]', 'null', '"text"', '7', '{"a":'])('hand on no demand that is none: %j', async (claims) => {
        const url = new URL(await signIn.authorizeUrl(newTrip(contoso(TENANT), { claims })));

        expect(url.searchParams.has('claims')).toBe(false);
    });

    it('cannot be turned elsewhere by what goes into them', async () => {
        const trip = newTrip(contoso(TENANT), {
            state: 'x&redirect_uri=https://evil.example',
            loginHint: 'a#&client_id=evil',
        });

        const url = new URL(await signIn.authorizeUrl(trip));

        expect(url.searchParams.getAll('redirect_uri')).toEqual([CALLBACK]);
        expect(url.searchParams.getAll('client_id')).toEqual([CLIENT_ID]);
        expect(url.searchParams.get('state')).toBe(trip.state);
        expect(url.hash).toBe('');
    });

    it('are of the tenant that is asked for, whatever it is called', async () => {
        const { kind } = await errorOf(() => signIn.authorizeUrl(newTrip('../common')));

        expect(kind).toBe('refused');
    });

    it('are not there for a tenant that Entra does not know', async () => {
        expect(await errorOf(() => signIn.authorizeUrl(newTrip(NOBODYS_TENANT)))).toMatchObject({
            kind: 'refused',
            code: 'AADSTS90002',
        });
    });

    it('lead an administrator of the tenant to consent for everybody', async () => {
        const url = new URL(await signIn.adminConsentUrl(tailspin(TENANT), 'a state & more'));

        expect(`${url.origin}${url.pathname}`).toBe(`${pages}/${tailspin(TENANT)}/v2.0/adminconsent`);
        expect(Object.fromEntries(url.searchParams)).toEqual({
            client_id: CLIENT_ID,
            scope: 'https://management.azure.com/user_impersonation',
            redirect_uri: CALLBACK,
            state: 'a state & more',
        });
    });

    it('are where the policy of a page lets its forms lead to', async () => {
        expect(await signIn.authorizationOrigin()).toBe(pages);
    });

    it('are told of while Entra is away, and found when it is back', async () => {
        await away();

        expect(await signIn.authorizationOrigin()).toBe(double.url);
        expect(await signIn.adminConsentUrl(contoso(TENANT), 's')).toContain(`${double.url}/${contoso(TENANT)}/`);
        expect((await errorOf(() => signIn.authorizeUrl(newTrip(contoso(TENANT))))).kind).toBe('unavailable');

        await back();

        expect(await signIn.authorizationOrigin()).toBe(pages);
        expect(await signIn.authorizeUrl(newTrip(contoso(TENANT)))).toContain(pages);
    });

    it('are told of while Entra does not answer at all', async () => {
        await double.call({
            method: 'POST',
            path: '/_sim/faults',
            body: { path: 'openid-configuration', delayMs: 3_600_000, times: 1 },
        });

        expect(await signIn.authorizationOrigin()).toBe(double.url);
    });

    it('are looked up once an hour and tenant, however many ask at once', async () => {
        const ask = () => signIn.authorizeUrl(newTrip(contoso(TENANT)));

        await Promise.all([ask(), ask(), ask()]);
        now = new Date(now.getTime() + HOUR - 1);
        await ask();
        expect(await discoveries()).toBe(1);

        await signIn.authorizeUrl(newTrip(tailspin(TENANT)));
        await signIn.authorizeUrl(newTrip(tailspin(TENANT).toUpperCase()));
        expect(await discoveries()).toBe(2);

        now = new Date(now.getTime() + 1);
        await ask();
        expect(await discoveries()).toBe(3);
    });

    it('are kept of a hundred tenants, the latest found', async () => {
        const tenantId = (index: number) => `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`;
        await double.change((document) => {
            for (let index = 0; index < 101; index += 1) {
                document.tenants.push({
                    tenantId: tenantId(index),
                    displayName: `Tenant ${index}`,
                    servicePrincipal: null,
                } as (typeof document.tenants)[number]);
            }
        });
        for (let index = 0; index < 101; index += 1) await signIn.authorizeUrl(newTrip(tenantId(index)));
        expect(await discoveries()).toBe(101);

        await signIn.authorizeUrl(newTrip(tenantId(100)));
        await signIn.authorizeUrl(newTrip(tenantId(1)));
        expect(await discoveries()).toBe(101);

        await signIn.authorizeUrl(newTrip(tenantId(0)));
        expect(await discoveries()).toBe(102);
    });

    it('of the partner’s own tenant are asked for where only the origin is wanted', async () => {
        await signIn.authorizationOrigin();

        const seen = (await double.call({ path: '/_sim/requests' })).body as { path: string }[];
        expect(seen.map(({ path }) => path)).toContain(
            `/${fourthCoffee(TENANT)}/v2.0/.well-known/openid-configuration`,
        );
    });
});
