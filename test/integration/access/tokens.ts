import { importPKCS8, SignJWT, type JWTPayload } from 'jose';
import { HOME, OPS_CLIENT } from '../../support/principals.ts';

export const OBJECT_ID = 'fc000000-0000-4000-8000-000000000111';

/** Claims of a person's access token for the API in version 2, with these told otherwise. */
export const personClaims = (issuer: string, over: JWTPayload = {}): JWTPayload => {
    const now = Math.floor(Date.now() / 1000);
    return {
        iss: issuer,
        aud: OPS_CLIENT,
        sub: 'pairwise',
        oid: OBJECT_ID,
        tid: HOME,
        azp: '00000000-0000-4000-8000-0000000000cc',
        scp: 'user_impersonation',
        roles: ['Partner.Operator'],
        preferred_username: 'operator@fourthcoffee.example',
        iat: now,
        nbf: now,
        exp: now + 3600,
        ver: '2.0',
        ...over,
    };
};

/** Signs claims as they are. */
export const signedBy = async (pem: string, claims: JWTPayload, header: Record<string, string> = {}): Promise<string> =>
    await new SignJWT(claims)
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', ...header })
        .sign(await importPKCS8(pem, header.alg ?? 'RS256'));
