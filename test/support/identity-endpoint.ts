import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK } from 'jose';

/** What gives an app tokens of its managed identity in Azure: it stands on the machine itself. */
export interface IdentityEndpoint {
    /** Public keys of its tokens. */
    keys: JWK[];
    /** What tokens were asked for, in order. */
    readonly resources: readonly string[];
    close(): Promise<void>;
}

/** Starts one and names it in the environment, as the platform does. */
export async function startIdentityEndpoint(issuer: string, subject: string): Promise<IdentityEndpoint> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const resources: string[] = [];
    const answer = async (resource: string): Promise<string> => {
        resources.push(resource);
        const expires = Math.floor(Date.now() / 1000) + 3600;
        const token = await new SignJWT({})
            .setProtectedHeader({ alg: 'RS256' })
            .setIssuer(issuer)
            .setSubject(subject)
            .setAudience(resource)
            .setIssuedAt()
            .setExpirationTime(expires)
            .sign(privateKey);
        return JSON.stringify({ access_token: token, expires_on: String(expires), token_type: 'Bearer' });
    };
    const server = createServer((incoming, response) => {
        const { searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
        void answer(searchParams.get('resource') ?? '').then((body) =>
            response.writeHead(200, { 'content-type': 'application/json' }).end(body),
        );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
    process.env.IDENTITY_HEADER = 'local';
    return {
        keys: [await exportJWK(publicKey)],
        resources,
        close: async () => {
            delete process.env.IDENTITY_ENDPOINT;
            delete process.env.IDENTITY_HEADER;
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
