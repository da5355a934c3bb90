import { randomUUID } from 'node:crypto';
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { IdTokenDefect } from '../../id-token-defects.ts';

const HOURS = 3600;

const earlier = (seconds: number | undefined): number => (seconds ?? 0) - 2 * HOURS;

const brokenClaims = (claims: JWTPayload, defect: IdTokenDefect): JWTPayload => {
    switch (defect) {
        case 'expired':
            return { ...claims, iat: earlier(claims.iat), nbf: earlier(claims.nbf), exp: earlier(claims.exp) };
        case 'wrong-audience':
            return { ...claims, aud: randomUUID() };
        case 'wrong-issuer':
            return { ...claims, iss: `https://elsewhere.example/${String(claims.tid)}/v2.0` };
        case 'wrong-tenant':
            return { ...claims, tid: randomUUID() };
        case 'wrong-nonce':
            return { ...claims, nonce: randomUUID() };
        case 'unsigned':
        case 'other-key':
            return claims;
    }
};

/**
 * Makes an ID token as it never should be.
 *
 * @param keyId the key that it says it is signed with
 * @param sign signs with that key
 */
export const brokenIdToken = async (
    claims: JWTPayload,
    defect: IdTokenDefect,
    keyId: string,
    sign: (claims: JWTPayload) => Promise<string>,
): Promise<string> => {
    const broken = brokenClaims(claims, defect);
    if (defect === 'unsigned') return new UnsecuredJWT(broken).encode();
    if (defect !== 'other-key') return sign(broken);
    const { privateKey } = await generateKeyPair('RS256');
    return new SignJWT(broken).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: keyId }).sign(privateKey);
};
