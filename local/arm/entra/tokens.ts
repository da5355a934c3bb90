import { createHash, createPrivateKey, createPublicKey, randomUUID, X509Certificate } from 'node:crypto';
import { errors, exportJWK, jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose';

/** Who a token of ARM speaks for. */
export interface TokenClaims {
    tenantId: string;
    objectId: string;
    appId: string;
    /** User principal name of a person; absent for an application. */
    userPrincipalName?: string;
    /** Whether the person signed in with more than a password. */
    isMfa: boolean;
}

/** Why a token is not good: the reason is enough to choose ARM's answer. */
export type TokenVerdict =
    | { kind: 'good'; claims: TokenClaims }
    | { kind: 'malformed' | 'wrongAudience' }
    | { kind: 'expired'; expiredAt: Date };

/** Signs and verifies the tokens of the double. */
export interface Tokens {
    /** Public keys as `discovery/v2.0/keys` gives them. */
    keys: JWK[];
    /** ID of the key that signs. */
    keyId: string;
    /** Signs the claims as they are. */
    sign(claims: JWTPayload): Promise<string>;
    /** An app-only access token for ARM, in version 1 as ARM's are. */
    signAppToken(claims: {
        tenantId: string;
        objectId: string;
        appId: string;
        audience: string;
        appidacr: '1' | '2';
    }): Promise<string>;
    verify(token: string): Promise<TokenVerdict>;
}

/** Seconds an access token is good for; Microsoft's last between 60 and 90 minutes. */
export const TOKEN_LIFETIME_SECONDS = 3599;

/** The times of a token that is issued now. */
export const lifetimeFrom = (now: Date): { iat: number; nbf: number; exp: number } => {
    const iat = Math.floor(now.getTime() / 1000);
    return { iat, nbf: iat, exp: iat + TOKEN_LIFETIME_SECONDS };
};

const ARM_AUDIENCES = [
    'https://management.azure.com',
    'https://management.azure.com/',
    'https://management.core.windows.net',
    'https://management.core.windows.net/',
];

/** Whether a resource asked for in a scope is ARM. */
export const isArmAudience = (resource: string): boolean => ARM_AUDIENCES.includes(resource);

const textClaim = (payload: Record<string, unknown>, name: string): string | undefined => {
    const value = payload[name];
    return typeof value === 'string' ? value : undefined;
};

/**
 * @param tls the key signs the tokens too: it is kept with the certificate, so that tokens outlive a restart
 * @param now time of issue and of checking the expiry
 */
export const createTokens = async (tls: { key: string; cert: string }, now: () => Date): Promise<Tokens> => {
    const privateKey = createPrivateKey(tls.key);
    const publicKey = createPublicKey(privateKey);
    const certificate = new X509Certificate(tls.cert);
    const thumbprint = createHash('sha1').update(certificate.raw).digest('base64url');
    const sign = (claims: JWTPayload): Promise<string> =>
        new SignJWT(claims)
            .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: thumbprint, x5t: thumbprint })
            .sign(privateKey);
    const { n, e } = await exportJWK(publicKey);
    if (n === undefined || e === undefined) throw new Error('the key must be an RSA key');

    return {
        keys: [
            {
                kty: 'RSA',
                use: 'sig',
                kid: thumbprint,
                x5t: thumbprint,
                n,
                e,
                x5c: [certificate.raw.toString('base64')],
            },
        ],
        keyId: thumbprint,
        sign,
        signAppToken({ tenantId, objectId, appId, audience, appidacr }) {
            const issuer = `https://sts.windows.net/${tenantId}/`;
            return sign({
                ...lifetimeFrom(now()),
                aud: audience,
                iss: issuer,
                sub: objectId,
                appid: appId,
                appidacr,
                idp: issuer,
                idtyp: 'app',
                oid: objectId,
                tid: tenantId,
                uti: randomUUID(),
                ver: '1.0',
            });
        },
        async verify(token) {
            try {
                const { payload } = await jwtVerify(token, publicKey, {
                    algorithms: ['RS256'],
                    audience: ARM_AUDIENCES,
                    currentDate: now(),
                });
                const tenantId = textClaim(payload, 'tid');
                const objectId = textClaim(payload, 'oid');
                const appId = textClaim(payload, 'appid');
                if (tenantId === undefined || objectId === undefined || appId === undefined)
                    return { kind: 'malformed' };
                if (payload.iss !== `https://sts.windows.net/${tenantId}/`) return { kind: 'malformed' };
                const userPrincipalName = textClaim(payload, 'upn');
                return {
                    kind: 'good',
                    claims: {
                        tenantId,
                        objectId,
                        appId,
                        isMfa: Array.isArray(payload.amr) && payload.amr.includes('mfa'),
                        ...(userPrincipalName === undefined ? {} : { userPrincipalName }),
                    },
                };
            } catch (error) {
                if (error instanceof errors.JWTExpired) {
                    return { kind: 'expired', expiredAt: new Date((error.payload.exp ?? 0) * 1000) };
                }
                if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
                    return { kind: 'wrongAudience' };
                }
                if (error instanceof errors.JOSEError) return { kind: 'malformed' };
                throw error;
            }
        },
    };
};
