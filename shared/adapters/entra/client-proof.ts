import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { SignJWT } from 'jose';
import { ClientSecretPost, None } from 'openid-client';
import type { ClientAuth } from 'openid-client';
import type { Config } from '../../config.ts';
import { SignInError } from '../../ports/sign-in.ts';
import { managedIdentityAssertion } from '../azure/partner-credential.ts';

/** How the partner's application proves itself where a code is redeemed. */
export interface ClientProof {
    authentication: ClientAuth;
    /**
     * What goes along with the code.
     *
     * @throws SignInError where the proof cannot be made
     */
    parameters(tokenEndpoint: string): Promise<Record<string, string>>;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Seconds that an assertion of our own is good for: it is sent at once. */
const ASSERTION_SECONDS = 300;

/**
 * An assertion as Entra wants it of a certificate.
 *
 * @param pem private key and certificate
 */
async function signedAssertion(pem: string, clientId: string, tokenEndpoint: string): Promise<string> {
    const thumbprint = createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url');
    return await new SignJWT({ jti: randomUUID() })
        .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(tokenEndpoint)
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime(`${ASSERTION_SECONDS}s`)
        .sign(createPrivateKey(pem));
}

const byAssertion = (assertion: (tokenEndpoint: string) => Promise<string>): ClientProof => ({
    authentication: None(),
    parameters: async (tokenEndpoint) => ({
        client_assertion_type: ASSERTION_TYPE,
        client_assertion: await assertion(tokenEndpoint),
    }),
});

/** The proof that the settings ask for: a secret, a certificate, or secretless by a managed identity. */
export function clientProof(config: Config): ClientProof {
    const { clientId, credential } = config.partner;
    switch (credential.kind) {
        case 'secret':
            return {
                authentication: ClientSecretPost(credential.clientSecret),
                parameters: () => Promise.resolve({}),
            };
        case 'certificate':
            return byAssertion(async (tokenEndpoint) => {
                try {
                    // Read each time, so that a new certificate counts without a restart.
                    const pem = await readFile(credential.certificatePath, 'utf8');
                    return await signedAssertion(pem, clientId, tokenEndpoint);
                } catch {
                    // What is wrong with a key may quote it.
                    throw new SignInError('refused', 'refused: the certificate of the application cannot be used');
                }
            });
        case 'managed-identity': {
            const assertion = managedIdentityAssertion(config, credential.managedIdentityClientId);
            return byAssertion(async () => {
                try {
                    return await assertion();
                } catch {
                    throw new SignInError('unavailable', 'unavailable: the managed identity gives no token');
                }
            });
        }
    }
}
