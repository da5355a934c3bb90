import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientAssertionCredential, ClientCertificateCredential, type TokenCredential } from '@azure/identity';
import { decodeJwt, exportJWK, generateKeyPair, importPKCS8, SignJWT } from 'jose';
import { localCertificate, type LocalCertificate } from '../../../local/tls.ts';
import { ARM_SCOPE, startDouble, tenantOf, type Answer, type Double } from './environment.ts';
import { CLIENT_ID, contoso, fourthCoffee, PRINCIPAL, tailspin, TENANT } from './sample-ids.ts';

const FEDERATED = {
    issuer: `https://login.microsoftonline.com/${fourthCoffee(TENANT)}/v2.0`,
    subject: fourthCoffee('333'),
    audience: 'api://AzureADTokenExchange',
};

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

interface EntraBody {
    error: string;
    error_codes: number[];
    error_description: string;
    trace_id: string;
    correlation_id: string;
}

describe('Entra ID', () => {
    let double: Double;
    let certificate: LocalCertificate;
    let unregistered: LocalCertificate;
    let federatedKey: SigningKey;
    let directory: string;

    beforeAll(async () => {
        [certificate, unregistered] = await Promise.all([localCertificate(undefined), localCertificate(undefined)]);
        const pair = await generateKeyPair('RS256', { extractable: true });
        federatedKey = pair.privateKey;
        double = await startDouble({
            certificates: [certificate.cert],
            federatedCredentials: [{ ...FEDERATED, keys: [await exportJWK(pair.publicKey)] }],
        });
        directory = await mkdtemp(join(tmpdir(), 'entra-'));
    });
    beforeEach(() => double.reset());
    afterEach(() => {
        expect(double.violations()).toEqual([]);
    });
    afterAll(async () => {
        await double.close();
        await rm(directory, { recursive: true });
    });

    const options = () => ({
        authorityHost: double.url,
        disableInstanceDiscovery: true,
        retryOptions: { maxRetries: 0 },
    });

    const claimsOf = async (credential: TokenCredential) => {
        const token = await credential.getToken(ARM_SCOPE);
        if (token === null) throw new Error('no token');
        return decodeJwt(token.token);
    };

    const certificateFile = async ({ key, cert }: LocalCertificate): Promise<string> => {
        const file = join(directory, `${createHash('sha256').update(cert).digest('hex')}.pem`);
        await writeFile(file, `${key}\n${cert}`, { mode: 0o600 });
        return file;
    };

    const tokenRequest = (form: Record<string, string>, tenant = contoso(TENANT)): Promise<Answer> =>
        double.call({
            method: 'POST',
            path: `/${tenant}/oauth2/v2.0/token`,
            headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams({
                grant_type: 'client_credentials',
                client_id: CLIENT_ID,
                scope: ARM_SCOPE,
                ...form,
            }).toString(),
        });

    const assertionForm = (assertion: string) => ({
        client_assertion: assertion,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });

    const federated = (
        changes: { iss?: string; sub?: string; aud?: string; lifetime?: number; key?: SigningKey } = {},
    ) => {
        const now = Math.floor(Date.now() / 1000);
        return new SignJWT({})
            .setProtectedHeader({ alg: 'RS256' })
            .setIssuer(changes.iss ?? FEDERATED.issuer)
            .setSubject(changes.sub ?? FEDERATED.subject)
            .setAudience(changes.aud ?? FEDERATED.audience)
            .setIssuedAt(now - 1000)
            .setExpirationTime(now + (changes.lifetime ?? 600))
            .sign(changes.key ?? federatedKey);
    };

    const certificateAssertion = async (
        { key, cert }: LocalCertificate,
        changes: { aud?: string; lifetime?: number; startsIn?: number } = {},
    ) => {
        const now = Math.floor(Date.now() / 1000);
        const x5t = createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');
        return new SignJWT({ jti: 'once' })
            .setProtectedHeader({ alg: 'PS256', 'x5t#S256': x5t })
            .setIssuer(CLIENT_ID)
            .setSubject(CLIENT_ID)
            .setAudience(changes.aud ?? `${double.url}/${contoso(TENANT)}/oauth2/v2.0/token`)
            .setIssuedAt(now - 1000)
            .setNotBefore(now + (changes.startsIn ?? 0))
            .setExpirationTime(now + (changes.lifetime ?? 600))
            .sign(await importPKCS8(key, 'PS256'));
    };

    describe('gives a token', () => {
        const expected = {
            aud: 'https://management.azure.com',
            iss: `https://sts.windows.net/${contoso(TENANT)}/`,
            tid: contoso(TENANT),
            oid: contoso(PRINCIPAL),
            sub: contoso(PRINCIPAL),
            appid: CLIENT_ID,
            idtyp: 'app',
            ver: '1.0',
        };

        it('for the secret, in version 1, to the principal of the tenant asked', async () => {
            await expect(claimsOf(double.credential(contoso(TENANT)))).resolves.toMatchObject({
                ...expected,
                appidacr: '1',
            });
        });

        it('for a registered certificate', async () => {
            const credential = new ClientCertificateCredential(
                contoso(TENANT),
                CLIENT_ID,
                { certificatePath: await certificateFile(certificate) },
                options(),
            );

            await expect(claimsOf(credential)).resolves.toMatchObject({ ...expected, appidacr: '2' });
        });

        it('for a federated assertion', async () => {
            const credential = new ClientAssertionCredential(contoso(TENANT), CLIENT_ID, () => federated(), options());

            await expect(claimsOf(credential)).resolves.toMatchObject({ ...expected, appidacr: '2' });
        });

        it('for an assertion of a client whose clock is somewhat ahead', async () => {
            const answer = await tokenRequest(
                assertionForm(await certificateAssertion(certificate, { startsIn: 120 })),
            );

            expect(answer.status).toBe(200);
        });

        it('that the keys of the tenant verify', async () => {
            const answer = await double.call({ path: `/${contoso(TENANT)}/discovery/v2.0/keys` });

            const { n } = (answer.body as { keys: { n: string }[] }).keys[0] ?? { n: '' };
            const key = await exportJWK(new X509Certificate(double.certificate.cert).publicKey);
            expect(n).toBe(key.n);
        });
    });

    describe('refuses', () => {
        const cases: [
            what: string,
            form: () => Promise<Record<string, string>>,
            status: number,
            error: string,
            code: number,
        ][] = [
            ['a wrong secret', () => Promise.resolve({ client_secret: 'wrong' }), 401, 'invalid_client', 7000215],
            ['neither secret nor assertion', () => Promise.resolve({}), 401, 'invalid_client', 7000218],
            [
                'an unknown application',
                () => Promise.resolve({ client_secret: 'local', client_id: contoso('404') }),
                400,
                'unauthorized_client',
                700016,
            ],
            [
                'a scope that is not …/.default',
                () =>
                    Promise.resolve({
                        client_secret: 'local',
                        scope: 'https://management.azure.com/user_impersonation',
                    }),
                400,
                'invalid_scope',
                1002012,
            ],
            [
                'a resource that the tenant does not know',
                () => Promise.resolve({ client_secret: 'local', scope: 'https://elsewhere.example/.default' }),
                400,
                'invalid_resource',
                500011,
            ],
            [
                'a missing scope',
                () => Promise.resolve({ client_secret: 'local', scope: '' }),
                400,
                'invalid_request',
                900144,
            ],
            [
                'another grant',
                () => Promise.resolve({ client_secret: 'local', grant_type: 'password' }),
                400,
                'unsupported_grant_type',
                70003,
            ],
            [
                'an assertion that is no JWT',
                () => Promise.resolve(assertionForm('a.b.c')),
                400,
                'invalid_request',
                50027,
            ],
            [
                'a certificate that is not registered',
                async () => assertionForm(await certificateAssertion(unregistered)),
                401,
                'invalid_client',
                700027,
            ],
            [
                "a certificate's assertion for another audience",
                async () =>
                    assertionForm(await certificateAssertion(certificate, { aud: 'https://elsewhere.example' })),
                401,
                'invalid_client',
                700023,
            ],
            [
                "a certificate's assertion that is over",
                async () => assertionForm(await certificateAssertion(certificate, { lifetime: -301 })),
                401,
                'invalid_client',
                700024,
            ],
            [
                "a certificate's assertion that has not begun",
                async () => assertionForm(await certificateAssertion(certificate, { startsIn: 400 })),
                401,
                'invalid_client',
                700024,
            ],
            [
                'a federated assertion of another issuer',
                async () => assertionForm(await federated({ iss: 'https://elsewhere.example' })),
                401,
                'invalid_client',
                700211,
            ],
            [
                'a federated assertion for another audience',
                async () => assertionForm(await federated({ aud: 'api://azureadtokenexchange' })),
                401,
                'invalid_client',
                700212,
            ],
            [
                'a federated assertion of another subject',
                async () => assertionForm(await federated({ sub: fourthCoffee('334') })),
                401,
                'invalid_client',
                700213,
            ],
            [
                'a federated assertion that is over',
                async () => assertionForm(await federated({ lifetime: -301 })),
                401,
                'invalid_client',
                700024,
            ],
            [
                'a federated assertion signed by somebody else',
                async () => assertionForm(await federated({ key: (await generateKeyPair('RS256')).privateKey })),
                401,
                'invalid_client',
                700027,
            ],
        ];

        it.each(cases)('%s', async (_what, form, status, error, code) => {
            const answer = await tokenRequest(await form());

            const body = answer.body as EntraBody;
            expect([answer.status, body.error, body.error_codes]).toEqual([status, error, [code]]);
            expect(body.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
            expect(answer.headers['x-ms-request-id']).toBe(body.trace_id);
        });

        it('a tenant without the application, naming both', async () => {
            const answer = await tokenRequest({ client_secret: 'local' }, tailspin(TENANT));

            const body = answer.body as EntraBody;
            expect([answer.status, body.error, body.error_codes]).toEqual([401, 'invalid_client', [7000229]]);
            expect(body.error_description).toContain(
                `The client application ${CLIENT_ID} is missing service principal in the tenant ${tailspin(TENANT)}.`,
            );
        });

        it('a tenant that does not exist already at its discovery document', async () => {
            const credential = double.credential(contoso('404'));

            await expect(credential.getToken(ARM_SCOPE)).rejects.toThrow();
            const answer = await double.call({ path: `/${contoso('404')}/v2.0/.well-known/openid-configuration` });

            expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_tenant', error_codes: [90002] } });
            expect(double.exchanges.map(({ request }) => request.method)).not.toContain('POST');
        });

        it('a wrong secret through the SDK in words that name the code', async () => {
            const credential = double.credential(contoso(TENANT), 'wrong');

            await expect(credential.getToken(ARM_SCOPE)).rejects.toThrow(/AADSTS7000215/);
        });
    });

    it('echoes the correlation ID of the request', async () => {
        const answer = await tokenRequest({ 'client-request-id': contoso('c0ffee') });

        expect((answer.body as EntraBody).correlation_id).toBe(contoso('c0ffee'));
    });

    it('gives the same issuer and endpoints for a tenant asked by domain', async () => {
        const byId = await double.call({ path: `/${contoso(TENANT)}/v2.0/.well-known/openid-configuration` });
        const byDomain = await double.call({ path: '/contoso.example/v2.0/.well-known/openid-configuration' });

        expect(byDomain.body).toEqual(byId.body);
        expect(byId.body).toMatchObject({
            issuer: `${double.url}/${contoso(TENANT)}/v2.0`,
            token_endpoint: `${double.url}/${contoso(TENANT)}/oauth2/v2.0/token`,
        });
    });

    it('knows itself and Microsoft in instance discovery, and nobody else', async () => {
        const ask = (host: string) =>
            double.call({
                path: `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(`${host}/${contoso(TENANT)}/oauth2/v2.0/authorize`)}`,
            });

        await expect(ask(double.url)).resolves.toMatchObject({
            status: 200,
            body: {
                tenant_discovery_endpoint: `${double.url}/${contoso(TENANT)}/v2.0/.well-known/openid-configuration`,
            },
        });
        await expect(ask('https://login.microsoftonline.com')).resolves.toMatchObject({ status: 200 });
        await expect(ask('https://elsewhere.example')).resolves.toMatchObject({
            status: 400,
            body: { error: 'invalid_instance', error_codes: [50049] },
        });
    });

    it('brings the application in as soon as the document has a principal for it', async () => {
        await double.change((document) => {
            tenantOf(document, tailspin(TENANT)).servicePrincipal = { objectId: tailspin(PRINCIPAL) };
        });

        await expect(claimsOf(double.credential(tailspin(TENANT)))).resolves.toMatchObject({
            oid: tailspin(PRINCIPAL),
        });
    });

    it('keeps secrets, assertions and tokens out of what is recorded in the requests', async () => {
        await tokenRequest({ client_secret: 'local' });

        const { body } = await double.call({ path: '/_sim/requests' });

        expect(body).toEqual([
            {
                method: 'POST',
                path: `/${contoso(TENANT)}/oauth2/v2.0/token`,
                tenantId: contoso(TENANT),
                objectId: contoso(PRINCIPAL),
                status: 200,
                at: expect.any(String) as string,
            },
        ]);
    });
});
