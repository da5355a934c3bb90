/** A claim as App Service writes it. */
interface Claim {
    typ: string;
    val: string;
}

/** Who is signed in, in the platform's words. */
export interface Principal {
    /** Object ID. */
    id: string;
    name: string;
    claims: Claim[];
}

const SCHEMAS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

/** The claims that the platform gives another name. */
const TRANSLATED: Readonly<Record<string, string>> = {
    oid: 'http://schemas.microsoft.com/identity/claims/objectidentifier',
    tid: 'http://schemas.microsoft.com/identity/claims/tenantid',
    idp: 'http://schemas.microsoft.com/identity/claims/identityprovider',
    sub: `${SCHEMAS}/nameidentifier`,
    email: `${SCHEMAS}/emailaddress`,
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The principal of an ID token: a claim with several values is there once for each. */
export const principalOf = (token: Readonly<Record<string, unknown>>): Principal => ({
    id: textOf(token.oid ?? token.sub),
    name: textOf(token.preferred_username ?? token.name ?? token.sub),
    claims: Object.entries(token).flatMap(([name, value]) =>
        [value].flat().map((one) => ({ typ: TRANSLATED[name] ?? name, val: textOf(one) })),
    ),
});

/** The headers that tell the app, names in lower case. */
export const principalHeaders = ({ id, name, claims }: Principal): [name: string, value: string][] => [
    ['x-ms-client-principal-id', id],
    ['x-ms-client-principal-name', encodeURIComponent(name).replaceAll('%40', '@')],
    ['x-ms-client-principal-idp', 'aad'],
    [
        'x-ms-client-principal',
        Buffer.from(
            JSON.stringify({
                auth_typ: 'aad',
                claims,
                name_typ: `${SCHEMAS}/name`,
                role_typ: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
            }),
        ).toString('base64'),
    ],
];
