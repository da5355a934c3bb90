import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startArm, type ArmDouble } from '../../../local/arm/index.ts';
import type { SampleDocument } from '../../../local/arm/state/document.ts';
import { localCertificate } from '../../../local/tls.ts';
import { signInToPlatform } from '../../support/ops-sign-in.ts';
import { signInAs } from '../../support/sign-in.ts';
import { sampleDocument } from '../arm/environment.ts';
import { fourthCoffee, TENANT } from '../arm/sample-ids.ts';
import { startHost, type HostProcess } from './host-process.ts';
import { call, seenIn } from './http-client.ts';

const OPERATOR = 'operator@fourthcoffee.example';
const AUDITOR = 'auditor@fourthcoffee.example';
const STRANGER = 'stranger@fourthcoffee.example';

const principalSchema = z.strictObject({
    auth_typ: z.string(),
    claims: z.array(z.strictObject({ typ: z.string(), val: z.string() })),
    name_typ: z.string(),
    role_typ: z.string(),
});

const claimsIn = (header = ''): [string, string][] =>
    principalSchema
        .parse(JSON.parse(Buffer.from(header, 'base64').toString()))
        .claims.map(({ typ, val }): [string, string] => [typ, val]);

const withStranger = (document: SampleDocument): SampleDocument => {
    document.tenants
        .find(({ tenantId }) => tenantId === fourthCoffee(TENANT))
        ?.users.push({
            objectId: 'fc000000-0000-4000-8000-000000000199',
            userPrincipalName: STRANGER,
            displayName: 'Nobody in particular',
            appRoles: [],
        });
    return document;
};

let dir: string;
let double: ArmDouble;
let host: HostProcess & { url: string };
let open: HostProcess & { url: string };
beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'easy-auth-'));
    const tls = await localCertificate(dir);
    double = await startArm({ port: 0, tls, document: withStranger(sampleDocument()) });
    host = await startHost('http', {
        WEBSITE_AUTH_ENABLED: 'True',
        WEBSITE_AUTH_CLIENT_ID: sampleDocument().operations?.clientId ?? '',
        WEBSITE_AUTH_OPENID_ISSUER: `${double.url}/${fourthCoffee(TENANT)}/v2.0`,
        MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: 'local',
        NODE_EXTRA_CA_CERTS: tls.caFile ?? '',
    });
    open = await startHost('http');
    double.registerCallback(`${host.url}/.auth/login/aad/callback`, 'operations');
}, 60_000);
afterAll(async () => {
    await Promise.all([host.stop(), open.stop(), double.close()]);
    await rm(dir, { recursive: true, force: true });
});

const echo = async (headers: Record<string, string>, url = host.url) =>
    seenIn(await call(url, '/api/echo', { headers })).headers;

describe('App Service authentication before the app', () => {
    it.each([
        [OPERATOR, 'Partner.Operator'],
        [AUDITOR, 'Partner.Reader'],
    ])('tells the app who %s is', async (upn, role) => {
        const { answer, cookie } = await signInToPlatform(host.url, { upn }, '/api/echo?a=1');

        const seen = await echo({ cookie });
        expect([answer.status, answer.headers.location]).toEqual([302, '/api/echo?a=1']);
        expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; SameSite=Lax$/);
        expect(seen['x-ms-client-principal-name']).toBe(upn);
        expect(claimsIn(seen['x-ms-client-principal'])).toEqual(
            expect.arrayContaining([
                ['iss', `${double.url}/${fourthCoffee(TENANT)}/v2.0`],
                ['aud', sampleDocument().operations?.clientId],
                ['http://schemas.microsoft.com/identity/claims/tenantid', fourthCoffee(TENANT)],
                ['preferred_username', upn],
                ['roles', role],
            ]),
        );
    });

    it('takes away what comes from outside, from who is signed in and who is not', async () => {
        const { cookie } = await signInToPlatform(host.url, { upn: AUDITOR });
        const forged = {
            'x-ms-client-principal': 'Zm9yZ2Vk',
            'X-MS-CLIENT-PRINCIPAL-NAME': OPERATOR,
            'x-ms-token-aad-id-token': 'forged',
        };

        const anonymous = await echo(forged);
        const signedIn = await echo({ ...forged, cookie });

        expect(Object.keys(anonymous).filter((name) => name.startsWith('x-ms-'))).toEqual([]);
        expect(signedIn['x-ms-client-principal-name']).toBe(AUDITOR);
        expect(claimsIn(signedIn['x-ms-client-principal'])).toContainEqual(['roles', 'Partner.Reader']);
        expect(signedIn).not.toHaveProperty('x-ms-token-aad-id-token');
    });

    it('is not there where it is not on: the header comes through and there is no sign-in', async () => {
        const seen = await echo({ 'x-ms-client-principal': 'Zm9yZ2Vk' }, open.url);
        const login = await call(open.url, '/.auth/login/aad');

        expect(seen['x-ms-client-principal']).toBe('Zm9yZ2Vk');
        expect(login.status).toBe(404);
    });

    it('says who is signed in, and forgets them', async () => {
        const { cookie } = await signInToPlatform(host.url, { upn: OPERATOR });

        const me = await call(host.url, '/.auth/me', { headers: { cookie } });
        const out = await call(host.url, '/.auth/logout?post_logout_redirect_uri=%2Fapi%2Fops', {
            headers: { cookie },
        });
        const afterwards = await call(host.url, '/.auth/me', { headers: { cookie } });

        expect(JSON.parse(me.text)).toMatchObject([{ provider_name: 'aad', user_id: OPERATOR }]);
        expect([out.status, out.headers.location]).toEqual([302, '/api/ops']);
        expect(afterwards.status).toBe(401);
        expect(await echo({ cookie })).not.toHaveProperty('x-ms-client-principal');
    });

    it.each([
        'https://evil.example/x',
        '//evil.example/x',
        '/\\evil.example',
        '/.//evil.example',
        '/a/..//evil.example',
        'javascript:alert(1)',
    ])('leads nowhere else: %s', async (wanted) => {
        const { answer } = await signInToPlatform(host.url, { upn: OPERATOR }, wanted);

        expect(answer.headers.location).toMatch(/^\/(?![/\\])/);
        expect(answer.headers.location).not.toContain('evil');
    });

    it('takes a sign-in back in the browser alone that began it, and once', async () => {
        const departure = await call(host.url, '/.auth/login/aad');
        const back = new URL(await signInAs({ url: departure.headers.location ?? '', upn: OPERATOR }));
        const path = `${back.pathname}${back.search}`;
        const cookie = departure.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
        const other = await call(host.url, '/.auth/login/aad');

        const elsewhere = await call(host.url, path, {
            headers: { cookie: other.headers['set-cookie']?.[0]?.split(';')[0] ?? '' },
        });
        const again = await call(host.url, path, { headers: { cookie } });

        expect([elsewhere.status, again.status]).toEqual([401, 401]);
        expect([elsewhere.headers['set-cookie'], again.headers['set-cookie']]).toEqual([undefined, undefined]);
    });

    it('writes neither code nor cookie into the log', async () => {
        const { cookie } = await signInToPlatform(host.url, { upn: OPERATOR });

        expect(host.output()).toContain('/.auth/login/aad/callback');
        expect(host.output()).not.toContain(cookie.split('=')[1]);
        expect(host.output()).not.toMatch(/code=|state=/);
    });

    it('is refused to who was given no role', async () => {
        await expect(signInToPlatform(host.url, { upn: STRANGER })).rejects.toThrow(/AADSTS50105/);
    });
});
