import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { SampleDocument } from '../state/document.ts';
import { homeOf, pairwise, type TokenSubject } from './person-tokens.ts';
import { lifetimeFrom } from './tokens.ts';

/** The roles of a person in the operations registration; without any there is no such claim. */
export const rolesOf = ({ user }: TokenSubject): { roles?: string[] } =>
    user.appRoles.length === 0 ? {} : { roles: user.appRoles };

/**
 * Claims of an access token, in version 2, for the operations registration's own API, as which it is used by the person.
 * Where no scope of it was asked for the token is for Microsoft Graph, which nobody here can use.
 *
 * @param url origin of Entra
 */
export const operationsPersonClaims = (subject: TokenSubject, azpacr: '1' | '2', url: string): JWTPayload => {
    const { user, grant, now } = subject;
    const isForApi = grant.scopes.some((scope) => scope.startsWith('api://'));
    return {
        ...lifetimeFrom(now),
        aud: isForApi ? grant.clientId : '00000003-0000-0000-c000-000000000000',
        iss: `${url}/${grant.tenantId}/v2.0`,
        sub: pairwise(subject),
        oid: user.objectId,
        tid: grant.tenantId,
        azp: grant.clientId,
        azpacr,
        scp: isForApi ? 'user_impersonation' : 'openid profile',
        name: user.displayName,
        preferred_username: user.userPrincipalName,
        ...(isForApi ? rolesOf(subject) : {}),
        ...homeOf(subject),
        uti: randomUUID(),
        ver: '2.0',
    };
};

/**
 * Claims of an access token, in version 2, with which a script calls the API as the registration itself.
 *
 * @param url origin of Entra
 */
export const operationsAppClaims = ({
    operations: { clientId, appRoles },
    tenantId,
    url,
    now,
}: {
    operations: NonNullable<SampleDocument['operations']>;
    tenantId: string;
    url: string;
    now: Date;
}): JWTPayload => ({
    ...lifetimeFrom(now),
    aud: clientId,
    iss: `${url}/${tenantId}/v2.0`,
    sub: clientId,
    oid: clientId,
    tid: tenantId,
    azp: clientId,
    azpacr: '1',
    idtyp: 'app',
    ...(appRoles.length === 0 ? {} : { roles: appRoles }),
    uti: randomUUID(),
    ver: '2.0',
});
