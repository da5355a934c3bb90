import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as tls from 'node:tls';
import type { TokenCredential } from '@azure/core-auth';
import { ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';
import { localCertificate } from '../../../local/tls.ts';
import { azureAdapter } from '../../../shared/adapters/azure/index.ts';
import { lateAzure } from '../../../shared/adapters/azure/late-azure.ts';
import { partnerCredential } from '../../../shared/adapters/azure/partner-credential.ts';
import { principalIdOf } from '../../../shared/adapters/azure/principal-id.ts';
import type { Config } from '../../../shared/config.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import type { TenantAccess } from '../../../shared/ports/azure.ts';
import { startDouble, tenantOf } from '../../contract/arm/environment.ts';
import type { Double } from '../../contract/arm/environment.ts';
import {
    contoso,
    fabrikam,
    fourthCoffee,
    northwind,
    PRINCIPAL,
    READER,
    SUPPORT_REQUEST_CONTRIBUTOR,
    tailspin,
    TENANT,
} from '../../contract/arm/sample-ids.ts';
import { configFor } from '../../support/config-for.ts';

const NOBODYS_TENANT = '0b0d0000-0000-4000-8000-000000000001';

/** The AzureError that something ends in. */
async function errorOf(action: () => Promise<unknown>): Promise<AzureError> {
    try {
        await action();
    } catch (error) {
        if (error instanceof AzureError) return error;
        throw error;
    }
    throw new Error('It did not fail.');
}

describe('what Entra and ARM say, through Microsoft’s clients', () => {
    let double: Double;
    let config: Config;
    beforeAll(async () => {
        double = await startDouble();
        config = configFor(double.url);
    });
    beforeEach(() => double.reset());
    afterAll(() => double.close());

    const access = (tenantId: string): TenantAccess => lateAzure(config).tenant(tenantId);
    const fault = async (given: object): Promise<void> => {
        const { status } = await double.call({ method: 'POST', path: '/_sim/faults', body: given });
        expect(status).toBeLessThan(300);
    };

    it('is the object ID of our own principal', async () => {
        expect(await access(contoso(TENANT)).principalId()).toBe(contoso(PRINCIPAL));
    });

    it.each([
        [
            'a secret that is wrong is our trouble',
            contoso(TENANT),
            'credential-refused',
            { PARTNER_CLIENT_SECRET: 'wrong' },
        ],
        ['our application is not in the tenant', tailspin(TENANT), 'application-missing', {}],
        ['there is no such tenant', NOBODYS_TENANT, 'tenant-unknown', {}],
    ])('that %s', async (_what, tenantId, kind, over) => {
        const azure = lateAzure(configFor(double.url, over)).tenant(tenantId);

        expect((await errorOf(() => azure.principalId())).kind).toBe(kind);
        expect((await errorOf(() => azure.link())).kind).toBe(kind);
    });

    it('comes over connections that all tenants share: none of a tenant outlives the work on it', async () => {
        const opened: unknown[] = [];
        const open = (socket: unknown) => void opened.push(socket);
        const workOn = async (tenantId: string) => {
            const azure = access(tenantId);
            await azure.link();
            await azure.agreement(contoso('a1'));
            await azure.heldRoles(contoso('a1'), contoso(PRINCIPAL));
            await azure.subscription(contoso('a1'));
        };
        await workOn(contoso(TENANT));

        subscribe('net.client.socket', open);
        for (let times = 0; times < 5; times += 1) await workOn(contoso(TENANT));
        unsubscribe('net.client.socket', open);

        expect(opened).toHaveLength(0);
    });

    it('holds no secret and no token, whatever it is', async () => {
        const error = await errorOf(() =>
            lateAzure(configFor(double.url, { PARTNER_CLIENT_SECRET: 'hunter2-wrong' }))
                .tenant(contoso(TENANT))
                .link(),
        );

        expect(error.message).toMatch(/AADSTS\d+/);
        expect(error.message).not.toContain('hunter2');
    });

    it('is nothing where Entra cannot be reached', async () => {
        const closed = createServer();
        await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
        const { port } = closed.address() as AddressInfo;
        await new Promise((resolve) => closed.close(resolve));
        const azure = lateAzure(configFor(double.url, { ENTRA_AUTHORITY_HOST: `https://127.0.0.1:${port}` }));

        expect((await errorOf(() => azure.tenant(contoso(TENANT)).principalId())).kind).toBe('unavailable');
    });

    it.each([
        // MSAL keeps the answer to itself, and how long to wait with it.
        ['throttles', { status: 429, retryAfterSeconds: 7 }, 'unavailable'],
        ['is down', { status: 503 }, 'unavailable'],
        ['breaks the connection', { drop: true }, 'unavailable'],
    ])('is worth waiting for where Entra %s at the token', async (_what, wrong, kind) => {
        await fault({ path: '/oauth2/v2.0/token', times: 50, ...wrong });

        expect((await errorOf(() => access(contoso(TENANT)).principalId())).kind).toBe(kind);
    });

    it('is worth waiting for where Entra is down at its discovery document: the tenant may well be there', async () => {
        await fault({ path: 'openid-configuration', times: 50, status: 503 });

        expect((await errorOf(() => access(contoso(TENANT)).principalId())).kind).toBe('unavailable');
    });

    it.each([
        ['429 with a time', { retryAfterSeconds: 17 }, { kind: 'throttled', status: 429, retryAfterMs: 17_000 }],
        ['429 without', { status: 429 }, { kind: 'throttled', status: 429 }],
        ['503', { status: 503 }, { kind: 'unavailable', status: 503 }],
        ['500', { status: 500 }, { kind: 'unavailable', status: 500 }],
        ['a broken connection', { drop: true }, { kind: 'unavailable', status: undefined }],
        ['403', { status: 403 }, { kind: 'forbidden', status: 403 }],
        ['a 418', { status: 418 }, { kind: 'unexpected', status: 418 }],
    ])('is told once, without asking again: %s', async (_what, wrong, error) => {
        const azure = access(contoso(TENANT));
        await azure.principalId();
        const id = contoso('a1');
        const questions: [string, () => Promise<unknown>][] = [
            ['ManagementPartner', () => azure.link()],
            ['ManagementPartner', () => azure.createLink('314159')],
            ['ManagementPartner', () => azure.changeLink('314159')],
            ['ManagementPartner', () => azure.deleteLink('314159')],
            ['roleAssignments', () => azure.heldRoles(id, contoso(PRINCIPAL))],
            ['registrationAssignments', () => azure.delegatedRoles(id, contoso(PRINCIPAL))],
        ];
        for (const [path, ask] of questions) {
            await double.call({ method: 'DELETE', path: '/_sim/requests' });
            await fault({ path, times: 1, ...wrong });

            expect(await errorOf(ask)).toMatchObject(error);

            const asked = (await double.call({ path: '/_sim/requests' })).body as { path: string }[];
            expect(asked.filter((one) => one.path.includes(path))).toHaveLength(1);
            await double.call({ method: 'DELETE', path: '/_sim/faults' });
        }
    });

    it('is no link where there is none, and the link where there is one', async () => {
        expect(await access(contoso(TENANT)).link()).toBeUndefined();
        expect(await access(northwind(TENANT)).link()).toMatchObject({
            partnerId: '314159',
            partnerName: 'Fourth Coffee',
        });
        await double.partner(northwind(TENANT)).partner.delete('314159');
        expect(await access(northwind(TENANT)).link()).toBeUndefined();
    });

    it('is a conflict where a link is there already', async () => {
        expect(await errorOf(() => access(fabrikam(TENANT)).createLink('314159'))).toMatchObject({
            kind: 'conflict',
            status: 409,
        });
    });

    it('is a refusal of the partner ID where nobody knows it', async () => {
        expect((await errorOf(() => access(contoso(TENANT)).createLink('123456789'))).kind).toBe('partner-id-refused');
        expect((await errorOf(() => access(fabrikam(TENANT)).changeLink('123456789'))).kind).toBe('partner-id-refused');
    });

    it('is a link that was written, and read again', async () => {
        const azure = access(contoso(TENANT));

        expect(await azure.createLink('314159')).toMatchObject({ partnerId: '314159', state: 'Active' });
        expect(await azure.changeLink('314160')).toMatchObject({ partnerId: '314160' });
        expect(await azure.link()).toMatchObject({ partnerId: '314160' });
    });

    it('is a link that was deleted, and may be made again', async () => {
        const azure = access(northwind(TENANT));

        await azure.deleteLink('314159');
        expect(await azure.link()).toBeUndefined();

        expect(await azure.createLink('314159')).toMatchObject({ partnerId: '314159', state: 'Active' });
        expect(await azure.link()).toMatchObject({ partnerId: '314159' });
    });

    it('is a link that is gone, where there was none to delete', async () => {
        const azure = access(contoso(TENANT));

        await azure.deleteLink('314159');

        expect(await azure.link()).toBeUndefined();
    });

    it('is a link with another ID, which stays', async () => {
        const azure = access(fabrikam(TENANT));

        await azure.deleteLink('314159');

        expect(await azure.link()).toMatchObject({ partnerId: '999999' });
    });

    it('is the roles that we hold at and above the subscription', async () => {
        const held = await access(contoso(TENANT)).heldRoles(contoso('a1'), contoso(PRINCIPAL));

        expect(held.map(({ roleDefinitionId }) => roleDefinitionId)).toContain(SUPPORT_REQUEST_CONTRIBUTOR);
    });

    it('is until when each stands, at a subscription and at a management group', async () => {
        const until = new Date(Date.now() + 3_600_000).toISOString();
        await double.change((document) => {
            for (const row of tenantOf(document, contoso(TENANT)).roleAssignments) {
                if (row.scope === `/subscriptions/${contoso('a1')}`) row.endDateTime = until;
            }
        });
        const azure = access(contoso(TENANT));
        const root = `/providers/Microsoft.Management/managementGroups/${contoso(TENANT)}`;
        const here = await azure.rolesAt(`/subscriptions/${contoso('a1')}`, contoso(PRINCIPAL), { ends: true });
        const without = await azure.rolesAt(`/subscriptions/${contoso('a1')}`, contoso(PRINCIPAL), { ends: false });

        const reader = { roleDefinitionId: READER, scope: root };
        const support = {
            roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
            scope: `/subscriptions/${contoso('a1')}`,
        };
        expect(here).toEqual(expect.arrayContaining([{ ...support, until }, reader]));
        expect(without).toEqual(expect.arrayContaining([support, reader]));
        expect(await azure.rolesAt(root, contoso(PRINCIPAL), { ends: true })).toEqual([reader]);
        expect(
            (await errorOf(() => access(fabrikam(TENANT)).rolesAt(root, fabrikam(PRINCIPAL), { ends: true }))).kind,
        ).toBe('forbidden');
    });

    it('is the agreement where we may read it, with the last part of its account', async () => {
        expect(await access(contoso(TENANT)).agreement(contoso('a1'))).toMatchObject({
            type: 'MicrosoftCustomerAgreement',
            accountId: expect.not.stringContaining('/') as string,
        });
        expect((await errorOf(() => access(northwind(TENANT)).agreement(northwind('d1')))).kind).toBe('forbidden');
    });

    it.each([
        [404, undefined],
        [400, undefined],
    ])('is no agreement where Microsoft tells of none, with %i', async (status, agreement) => {
        await fault({ path: 'billingProperty', status, code: 'NotSupported', times: 1 });

        expect(await access(contoso(TENANT)).agreement(contoso('a1'))).toBe(agreement);
    });

    it('is which tenant a subscription of another one is in', async () => {
        expect(await access(contoso(TENANT)).subscription(northwind('d1'))).toEqual({
            kind: 'another-tenant',
            tenantId: northwind(TENANT),
        });
    });

    it('is the times of a link', async () => {
        expect(await access(northwind(TENANT)).link()).toMatchObject({
            createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
            updatedTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
        });
    });
});

describe('an answer of ARM that is none of its own', () => {
    let server: Server;
    let answer: { status: number; headers: Record<string, string>; body: string };
    let config: Config;
    beforeAll(async () => {
        const { cert, key } = await localCertificate(undefined);
        tls.setDefaultCACertificates([...tls.getCACertificates('default'), cert]);
        server = createServer({ cert, key }, (_request, response) => {
            response.writeHead(answer.status, answer.headers).end(answer.body);
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        config = configFor(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
    afterAll(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    const TENANT_ID = contoso(TENANT);
    const challenge = (tenant: string) =>
        `Bearer authorization_uri="https://login.windows.net/${tenant}", error="invalid_token", error_description="x"`;

    it.each([
        [401, { 'www-authenticate': challenge(TENANT_ID) }, '', { kind: 'found', tenantId: TENANT_ID }],
        [401, { 'www-authenticate': challenge(TENANT_ID.toUpperCase()) }, '', { kind: 'found', tenantId: TENANT_ID }],
        [401, { 'www-authenticate': challenge(`${TENANT_ID}/`) }, '', { kind: 'found', tenantId: TENANT_ID }],
        [404, {}, '{"error":{"code":"SubscriptionNotFound","message":"x"}}', { kind: 'no-such-subscription' }],
        [401, {}, '', { kind: 'unknown' }],
        [401, { 'www-authenticate': challenge('common') }, '', { kind: 'unknown' }],
        [401, { 'www-authenticate': `Bearer realm="${TENANT_ID}"` }, '', { kind: 'unknown' }],
        [200, { 'www-authenticate': challenge(TENANT_ID) }, '{}', { kind: 'unknown' }],
        [404, {}, '{"error":{"code":"NotFound"}}', { kind: 'unknown' }],
        [404, {}, '<html>', { kind: 'unknown' }],
        [404, {}, '', { kind: 'unknown' }],
        [429, { 'retry-after': '1' }, '', { kind: 'unknown' }],
        [503, {}, '', { kind: 'unknown' }],
    ])('tells the tenant of a subscription or does not: %i %j %s', async (status, headers, body, found) => {
        answer = { status, headers: { ...headers }, body };

        expect(await lateAzure(config).findTenant(contoso('a1'))).toEqual(found);
    });

    it('tells no tenant where there is no answer', async () => {
        const nowhere = lateAzure(configFor('https://127.0.0.1:1'));

        expect(await nowhere.findTenant(contoso('a1'))).toEqual({ kind: 'unknown' });
    });

    const credential: TokenCredential = {
        getToken: () => Promise.resolve({ token: 'x', expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    const QUESTIONS: [string, (access: TenantAccess) => Promise<unknown>][] = [
        ['the link', (access) => access.link()],
        ['its deletion', (access) => access.deleteLink('314159')],
        ['the roles', (access) => access.heldRoles(contoso('a1'), contoso(PRINCIPAL))],
        ['the delegations', (access) => access.delegatedRoles(contoso('a1'), contoso(PRINCIPAL))],
        ['the agreement', (access) => access.agreement(contoso('a1'))],
    ];

    it.each([
        { status: 200, body: '' },
        { status: 204, body: '' },
        { status: 404, body: '{"error":{"code":"NotFound","message":"x"}}' },
    ])('says that a link is deleted, or that there was none: %j', async (said) => {
        answer = { headers: { 'content-type': 'application/json' }, ...said };

        await expect(
            azureAdapter(config, () => credential)
                .tenant(TENANT_ID)
                .deleteLink('314159'),
        ).resolves.toBeUndefined();
    });

    it('says that a link cannot be deleted', async () => {
        answer = { status: 409, headers: {}, body: '{"error":{"code":"Conflict","message":"x"}}' };

        const error = await errorOf(() =>
            azureAdapter(config, () => credential)
                .tenant(TENANT_ID)
                .deleteLink('314159'),
        );

        expect(error).toMatchObject({ kind: 'conflict', status: 409 });
    });

    it.each(QUESTIONS)('is an outage where a gateway speaks in its place: %s', async (_what, ask) => {
        answer = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };

        const error = await errorOf(() => ask(azureAdapter(config, () => credential).tenant(TENANT_ID)));

        expect(error).toMatchObject({ kind: 'unavailable', status: 502 });
    });
});

describe('the object ID in a token', () => {
    const tokenOf = (claims: unknown) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

    it('is read in lower case', () => {
        expect(principalIdOf(tokenOf({ oid: 'C0000000-0000-4000-8000-000000000201' }))).toBe(contoso(PRINCIPAL));
    });

    it.each(['', '.', 'a.b.c', 'no token', tokenOf({}), tokenOf({ oid: 'x' }), tokenOf(null), tokenOf([1])])(
        'is in none like this: %s',
        async (token) => {
            const error = await errorOf(async () => Promise.resolve(principalIdOf(token)));

            expect(error.kind).toBe('unexpected');
        },
    );
});

describe('the partner’s application shows itself', () => {
    it.each([
        ['by a secret', {}, ClientSecretCredential],
        [
            'by a certificate',
            { PARTNER_CLIENT_SECRET: undefined, PARTNER_CLIENT_CERTIFICATE_PATH: '/partner.pem' },
            ClientCertificateCredential,
        ],
        [
            'by a managed identity',
            { PARTNER_CLIENT_SECRET: undefined, PARTNER_MANAGED_IDENTITY_CLIENT_ID: fourthCoffee('b') },
            ClientAssertionCredential,
        ],
    ])('%s', (_what, over, kind) => {
        const credential = partnerCredential(configFor('https://login.example', over), contoso(TENANT));

        expect(credential).toBeInstanceOf(kind);
    });
});
