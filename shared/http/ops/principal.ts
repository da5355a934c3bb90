import { z } from 'zod';
import type { OperatorClaims } from '../../domain/ops/operator.ts';
import { lazily } from '../../lazily.ts';

/** What App Service authentication puts before the app, as base64 JSON. */
export const PRINCIPAL_HEADER = 'x-ms-client-principal';

/** Characters of base64; a real one has some thousand. */
const MOST = 32 * 1024;

const principalSchema = lazily(() =>
    z.looseObject({
        auth_typ: z.literal('aad'),
        claims: z.array(z.looseObject({ typ: z.string(), val: z.string() })).max(500),
    }),
);

/** The names of a claim: as the token has it, and as the platform writes it where it translates. */
const NAMES = {
    issuer: ['iss'],
    audience: ['aud'],
    tenantId: ['tid', 'http://schemas.microsoft.com/identity/claims/tenantid'],
    objectId: ['oid', 'http://schemas.microsoft.com/identity/claims/objectidentifier'],
    identityProvider: ['idp', 'http://schemas.microsoft.com/identity/claims/identityprovider'],
    roles: ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'],
} as const;

/** What an account is called by, the best first. */
const ACCOUNT_NAMES = [
    'preferred_username',
    'upn',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
    'unique_name',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    'email',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
];

const decoded = (header: string): unknown => {
    // Node forgives what is no base64; nobody who means well sends it.
    if (header.length > MOST || !/^[A-Za-z0-9+/]+={0,2}$/.test(header)) return undefined;
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'base64')));
    } catch {
        return undefined;
    }
};

/**
 * The claims of a principal header; undefined where it is none that we understand: another provider's, cut off, or with
 * two answers to a question that has one.
 */
export function claimsOfPrincipal(header: string): OperatorClaims | undefined {
    const parsed = principalSchema().safeParse(decoded(header));
    if (!parsed.success) return undefined;
    const { claims } = parsed.data;
    const all = (names: readonly string[]): string[] => [
        ...new Set(claims.filter(({ typ }) => names.includes(typ)).map(({ val }) => val)),
    ];
    const single = [NAMES.issuer, NAMES.audience, NAMES.tenantId, NAMES.objectId].map(all);
    const [issuer, audience, tenantId, objectId] = single.map(([value]) => value);
    const providers = all(NAMES.identityProvider);
    if (single.some(({ length }) => length !== 1) || providers.length > 1) return undefined;
    if (issuer === undefined || audience === undefined || tenantId === undefined || !objectId) return undefined;
    const name = ACCOUNT_NAMES.flatMap((one) => all([one])).find((value) => value !== '') ?? objectId;
    const [identityProvider = null] = providers;
    return {
        issuer,
        audience,
        tenantId,
        objectId,
        identityProvider,
        roles: all(NAMES.roles),
        name: name.slice(0, 320),
    };
}
