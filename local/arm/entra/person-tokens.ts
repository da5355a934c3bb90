import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { CodeGrant } from '../sign-in/codes.ts';
import type { SampleTenant } from '../state/document.ts';
import { lifetimeFrom } from './tokens.ts';

/** A person that tokens are made for, and what the code stood for that they are made from. */
export interface TokenSubject {
    user: SampleTenant['users'][number];
    grant: CodeGrant;
    now: Date;
}

// The same person is another subject to another application.
export const pairwise = ({ user, grant }: TokenSubject): string =>
    createHash('sha256').update(`${grant.clientId}|${grant.tenantId}|${user.objectId}`).digest('base64url');

/** Where a guest comes from; a member's tokens have no such claim. */
export const homeOf = ({ user, grant }: TokenSubject): { idp?: string } =>
    user.homeTenantId === undefined || user.homeTenantId === grant.tenantId
        ? {}
        : { idp: `https://sts.windows.net/${user.homeTenantId}/` };

/** Claims of an access token for ARM, in version 1, as whose permissions it is used. */
export const accessTokenClaims = (subject: TokenSubject, appidacr: '1' | '2'): JWTPayload => {
    const { user, grant, now } = subject;
    return {
        ...lifetimeFrom(now),
        aud: 'https://management.azure.com',
        iss: `https://sts.windows.net/${grant.tenantId}/`,
        sub: pairwise(subject),
        oid: user.objectId,
        tid: grant.tenantId,
        appid: grant.clientId,
        appidacr,
        scp: 'user_impersonation',
        name: user.displayName,
        upn: user.userPrincipalName,
        unique_name: user.userPrincipalName,
        amr: grant.stepUp === undefined ? ['pwd'] : ['pwd', 'mfa'],
        ...(grant.stepUp === undefined || grant.stepUp.acrs.length === 0 ? {} : { acrs: grant.stepUp.acrs }),
        ...homeOf(subject),
        uti: randomUUID(),
        ver: '1.0',
    };
};

/**
 * Claims of an ID token in version 2. Object ID and names are for who asked for the scope `profile`.
 *
 * @param url origin of Entra
 */
export const idTokenClaims = (subject: TokenSubject, url: string): JWTPayload => {
    const { user, grant, now } = subject;
    const profile = {
        oid: user.objectId,
        name: user.displayName,
        preferred_username: user.userPrincipalName,
    };
    return {
        ...lifetimeFrom(now),
        aud: grant.clientId,
        iss: `${url}/${grant.tenantId}/v2.0`,
        sub: pairwise(subject),
        tid: grant.tenantId,
        ...(grant.scopes.includes('profile') ? profile : {}),
        ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
        ...homeOf(subject),
        uti: randomUUID(),
        ver: '2.0',
    };
};
