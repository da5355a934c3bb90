import { claimsOfPrincipal } from '../../../shared/http/ops/principal.ts';
import {
    CUSTOMER,
    encoded,
    HOME,
    operatorPairs,
    OPS_CLIENT,
    pairsWith,
    principalHeader,
} from '../../support/principals.ts';
import type { ClaimPair } from '../../support/principals.ts';

const TENANT = 'http://schemas.microsoft.com/identity/claims/tenantid';

describe('the principal of App Service', () => {
    it('is read as the platform writes it', () => {
        expect(claimsOfPrincipal(principalHeader())).toEqual({
            issuer: `https://login.microsoftonline.com/${HOME}/v2.0`,
            audience: OPS_CLIENT,
            tenantId: HOME,
            identityProvider: null,
            objectId: 'fc000000-0000-4000-8000-000000000111',
            name: 'operator@fourthcoffee.example',
            roles: ['Partner.Operator'],
        });
    });

    it('is read with the names of the token, and those of version 1', () => {
        const pairs: ClaimPair[] = [
            ['aud', OPS_CLIENT],
            ['iss', `https://sts.windows.net/${HOME}/`],
            ['tid', HOME],
            ['oid', 'o'],
            ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn', 'auditor@fourthcoffee.example'],
            ['http://schemas.microsoft.com/identity/claims/identityprovider', 'live.com'],
            ['http://schemas.microsoft.com/ws/2008/06/identity/claims/role', 'Partner.Reader'],
        ];

        expect(claimsOfPrincipal(principalHeader(pairs))).toMatchObject({
            tenantId: HOME,
            objectId: 'o',
            name: 'auditor@fourthcoffee.example',
            identityProvider: 'live.com',
            roles: ['Partner.Reader'],
        });
    });

    it('has every role that it names', () => {
        const header = principalHeader(pairsWith('roles', 'Partner.Reader', 'Partner.Operator'));

        expect(claimsOfPrincipal(header)?.roles).toEqual(['Partner.Reader', 'Partner.Operator']);
    });

    it('takes the name of a role for nobody else: a role claim of another name is none', () => {
        const header = encoded({
            auth_typ: 'aad',
            role_typ: 'nickname',
            claims: [...pairsWith('roles'), ['nickname', 'Partner.Operator']].map(([typ, val]) => ({ typ, val })),
        });

        expect(claimsOfPrincipal(header)?.roles).toEqual([]);
    });

    it('that has no name is called by its object ID, and a long name is cut', () => {
        const nameless = principalHeader(pairsWith('preferred_username'));
        const long = principalHeader(pairsWith('preferred_username', 'x'.repeat(5000)));

        expect(claimsOfPrincipal(nameless)?.name).toBe('fc000000-0000-4000-8000-000000000111');
        expect(claimsOfPrincipal(long)?.name).toHaveLength(320);
    });

    it.each([
        ['nothing', ''],
        ['no base64', '%%%'],
        ['base64 with something behind it', `${principalHeader()},${principalHeader()}`],
        ['no JSON', Buffer.from('operator').toString('base64')],
        ['no UTF-8', Buffer.from([0xff, 0xfe, 0x7b]).toString('base64')],
        ['no object', encoded('operator')],
        ['null', encoded(null)],
        ['no claims', encoded({ auth_typ: 'aad' })],
        ['claims that are none', encoded({ auth_typ: 'aad', claims: [{ typ: 'roles', val: ['Partner.Operator'] }] })],
        ['half of it', principalHeader().slice(0, 200)],
        ['another provider', principalHeader(operatorPairs, 'google')],
        ['no provider', encoded({ claims: [] })],
        ['more than any server sends', principalHeader(pairsWith('x', 'y'.repeat(40_000)))],
        [
            'more claims than anybody has',
            principalHeader([...operatorPairs, ...Array<ClaimPair>(500).fill(['x', 'y'])]),
        ],
        ['two tenants', principalHeader(pairsWith(TENANT, HOME, CUSTOMER))],
        ['a tenant under each of its names', principalHeader([...operatorPairs, ['tid', CUSTOMER]])],
        ['two issuers', principalHeader([...operatorPairs, ['iss', 'https://evil.example']])],
        ['two audiences', principalHeader([...operatorPairs, ['aud', HOME]])],
        ['two identity providers', principalHeader([...operatorPairs, ['idp', 'a'], ['idp', 'b']])],
        ['no tenant', principalHeader(pairsWith(TENANT))],
        ['no issuer', principalHeader(pairsWith('iss'))],
        ['no audience', principalHeader(pairsWith('aud'))],
        ['an empty object ID', principalHeader(pairsWith(operatorPairs[4]?.[0] ?? '', ''))],
    ])('is none with %s', (_what, header) => {
        expect(claimsOfPrincipal(header)).toBeUndefined();
    });
});
