import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as tls from 'node:tls';
import { exportJWK, SignJWT } from 'jose';
import { localCertificate } from '../../../local/tls.ts';
import { CLIENT_ID, contoso, TENANT } from '../arm/sample-ids.ts';

/** An answer as it goes over the wire. */
export interface Scripted {
    status?: number;
    headers?: Record<string, string>;
    /** An object goes as JSON. */
    body: unknown;
    /** Ends the connection in the middle of the body. */
    cut?: boolean;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** An Entra that says whatever a test wants it to say, about one tenant and with keys of its own. */
export async function startScriptedEntra() {
    const certificate = await localCertificate(undefined);
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.cert]);
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', use: 'sig' }] };
    const script: { discovery?: Scripted; token?: Scripted; keys?: Scripted } = {};

    const server = createServer({ key: certificate.key, cert: certificate.cert }, (incoming, response) => {
        const { pathname } = new URL(incoming.url ?? '/', url);
        const answer = pathname.endsWith('/token')
            ? script.token
            : pathname.endsWith('/keys')
              ? (script.keys ?? { body: keys })
              : (script.discovery ?? { body: metadata() });
        const { status = 200, headers = JSON_TYPE, body, cut = false } = answer ?? { status: 404, body: '' };
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        if (!cut) return response.writeHead(status, headers).end(text);
        response.writeHead(status, { ...headers, 'content-length': text.length });
        return response.write(text.slice(0, 5), () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://localhost:${(server.address() as AddressInfo).port}`;
    const base = `${url}/${contoso(TENANT)}`;

    const metadata = (over: Record<string, unknown> = {}) => ({
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        ...over,
    });

    /** Claims of a good ID token. */
    const claims = (nonce: string, over: Record<string, unknown> = {}): Record<string, unknown> => {
        const now = Math.floor(Date.now() / 1000);
        return {
            iss: `${base}/v2.0`,
            aud: CLIENT_ID,
            sub: 'somebody',
            tid: contoso(TENANT),
            oid: contoso('101'),
            preferred_username: 'owner@contoso.example',
            nonce,
            iat: now,
            exp: now + 600,
            ...over,
        };
    };

    return {
        url,
        base,
        script,
        metadata,
        claims,
        idToken: (payload: Record<string, unknown>, header: Record<string, unknown> = {}): Promise<string> =>
            new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(privateKey),
        /** The answer that an ID token comes in. */
        tokens: (idToken: string | undefined, over: Record<string, unknown> = {}): Scripted => ({
            body: { token_type: 'Bearer', expires_in: 3599, access_token: 'secret-access', id_token: idToken, ...over },
        }),
        close: async (): Promise<void> => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}

export type ScriptedEntra = Awaited<ReturnType<typeof startScriptedEntra>>;
