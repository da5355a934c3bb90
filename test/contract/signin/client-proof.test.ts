import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { localCertificate } from '../../../local/tls.ts';
import type { LocalCertificate } from '../../../local/tls.ts';
import { entraSignIn } from '../../../shared/adapters/entra/sign-in.ts';
import type { SignedIn } from '../../../shared/ports/sign-in.ts';
import { startDouble } from '../arm/environment.ts';
import type { Double } from '../arm/environment.ts';
import { contoso, fourthCoffee, TENANT } from '../arm/sample-ids.ts';
import { configFor } from '../../support/config-for.ts';
import { CALLBACK, errorOf, newTrip, travel } from './environment.ts';

const IDENTITY = fourthCoffee('b');
const FEDERATED = {
    issuer: `https://login.microsoftonline.com/${fourthCoffee(TENANT)}/v2.0`,
    subject: fourthCoffee('333'),
    audience: 'api://AzureADTokenExchange',
};

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** The endpoint that the platform gives an app to get tokens of its managed identity from. */
async function startIdentityEndpoint(key: SigningKey) {
    const asked: URLSearchParams[] = [];
    const endpoint: { server: Server; asked: URLSearchParams[]; isDown: boolean } = {
        asked,
        isDown: false,
        server: createServer((incoming, response) => {
            void (async () => {
                const { searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
                asked.push(searchParams);
                if (endpoint.isDown) return response.writeHead(500).end('{}');
                const expires = Math.floor(Date.now() / 1000) + 3600;
                const token = await new SignJWT({})
                    .setProtectedHeader({ alg: 'RS256' })
                    .setIssuer(FEDERATED.issuer)
                    .setSubject(FEDERATED.subject)
                    .setAudience(searchParams.get('resource') ?? '')
                    .setIssuedAt()
                    .setExpirationTime(expires)
                    .sign(key);
                response.writeHead(200, { 'content-type': 'application/json' });
                return response.end(
                    JSON.stringify({ access_token: token, expires_on: String(expires), token_type: 'Bearer' }),
                );
            })();
        }),
    };
    await new Promise<void>((resolve) => endpoint.server.listen(0, '127.0.0.1', resolve));
    return endpoint;
}

describe('the partner’s application, where a code is redeemed,', () => {
    let double: Double;
    let certificate: LocalCertificate;
    let unregistered: LocalCertificate;
    let identity: Awaited<ReturnType<typeof startIdentityEndpoint>>;
    let directory: string;
    beforeAll(async () => {
        [certificate, unregistered] = await Promise.all([localCertificate(undefined), localCertificate(undefined)]);
        const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
        identity = await startIdentityEndpoint(privateKey);
        process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(identity.server.address() as AddressInfo).port}/token`;
        process.env.IDENTITY_HEADER = 'local';
        double = await startDouble({
            certificates: [certificate.cert],
            federatedCredentials: [{ ...FEDERATED, keys: [await exportJWK(publicKey)] }],
        });
        directory = await mkdtemp(join(tmpdir(), 'proof-'));
    });
    beforeEach(async () => {
        identity.isDown = false;
        identity.asked.length = 0;
        await double.reset();
        await double.change(({ app }) => {
            app.redirectUris = [CALLBACK];
        });
    });
    afterAll(async () => {
        delete process.env.IDENTITY_ENDPOINT;
        delete process.env.IDENTITY_HEADER;
        await double.close();
        identity.server.closeAllConnections();
        await new Promise((resolve) => identity.server.close(resolve));
        await rm(directory, { recursive: true });
    });

    const file = async (name: string, content: string): Promise<string> => {
        const path = join(directory, name);
        await writeFile(path, content, { mode: 0o600 });
        return path;
    };

    /** A sign-in by these settings in place of the secret. */
    const signInBy = async (over: Record<string, string>): Promise<SignedIn> => {
        const signIn = entraSignIn(configFor(double.url, { PARTNER_CLIENT_SECRET: undefined, ...over }));
        const trip = newTrip(contoso(TENANT));
        return await signIn.redeem(await travel(signIn, trip, { upn: 'owner@contoso.example' }), trip);
    };

    /** The last form that was sent to the token endpoint. */
    const sentForm = (): URLSearchParams => {
        const sent = double.exchanges.filter(({ request }) => request.url.endsWith('/token'));
        return new URLSearchParams(String(sent.at(-1)?.request.body));
    };

    it('proves itself by a certificate, key and certificate in either order', async () => {
        const keyFirst = await file('key-first.pem', `${certificate.key}\n${certificate.cert}`);
        const keyLast = await file('key-last.pem', `${certificate.cert}\n${certificate.key}`);

        for (const path of [keyFirst, keyLast]) {
            const person = await signInBy({ PARTNER_CLIENT_CERTIFICATE_PATH: path });

            expect(person.accountName).toBe('owner@contoso.example');
            expect([...sentForm().keys()]).toContain('client_assertion');
            expect([...sentForm().keys()]).not.toContain('client_secret');
        }
    });

    it('is refused by a certificate that nobody registered', async () => {
        const path = await file('unregistered.pem', `${unregistered.key}\n${unregistered.cert}`);

        expect(await errorOf(() => signInBy({ PARTNER_CLIENT_CERTIFICATE_PATH: path }))).toMatchObject({
            kind: 'refused',
            code: 'AADSTS700027',
        });
    });

    it.each([
        ['is not there', undefined],
        ['holds no certificate', 'key'],
        ['holds no key', 'cert'],
        ['is no PEM', 'nonsense'],
    ])('tells nothing of a file that %s, but that it cannot be used', async (_what, content) => {
        const contents: Record<string, string> = { ...certificate, nonsense: 'nonsense' };
        const path = content === undefined ? '/no/such.pem' : await file(`${content}.pem`, contents[content] ?? '');

        const error = await errorOf(() => signInBy({ PARTNER_CLIENT_CERTIFICATE_PATH: path }));

        expect(error.kind).toBe('refused');
        expect(inspect(error, { depth: null })).not.toMatch(/BEGIN|such\.pem|nonsense/);
    });

    it('proves itself without any secret, by the token of a managed identity', async () => {
        const person = await signInBy({ PARTNER_MANAGED_IDENTITY_CLIENT_ID: IDENTITY });

        expect(person.accountName).toBe('owner@contoso.example');
        expect(identity.asked.map((query) => Object.fromEntries(query))).toEqual([
            expect.objectContaining({ resource: 'api://AzureADTokenExchange', client_id: IDENTITY }),
        ]);
        expect(Object.fromEntries(sentForm())).toMatchObject({
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        });
        expect(sentForm().has('client_secret')).toBe(false);
    });

    it('waits for a managed identity that gives no token', async () => {
        identity.isDown = true;

        const error = await errorOf(() => signInBy({ PARTNER_MANAGED_IDENTITY_CLIENT_ID: fourthCoffee('c') }));

        expect(error.kind).toBe('unavailable');
        expect(identity.asked.length).toBeGreaterThan(0);
    });
});
