import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { entraAccessTokens } from '../../../shared/adapters/entra/access-tokens.ts';
import { systemClock } from '../../../shared/adapters/system.ts';
import { admit } from '../../../shared/http/partner-api/admit.ts';
import type { PartnerAdmission } from '../../../shared/http/partner-api/admit.ts';
import type { Log } from '../../../shared/ports/log.ts';
import { startDouble, type Double } from '../../contract/arm/environment.ts';
import { configFor } from '../../support/config-for.ts';
import { CUSTOMER, HOME, OPS_CLIENT } from '../../support/principals.ts';
import { refusalOf, request } from '../../unit/http/requests.ts';
import { OBJECT_ID, personClaims, signedBy } from './tokens.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let double: Double;
let admission: PartnerAdmission;
beforeAll(async () => {
    double = await startDouble();
}, 60_000);
beforeEach(async () => {
    await double.reset();
    const config = configFor(double.url, { OPS_CLIENT_ID: OPS_CLIENT, PARTNER_API_AUTH: 'entra' });
    if (config.operators.rules === undefined) throw new Error('No rules.');
    const tokens = entraAccessTokens(config, systemClock);
    admission = { rules: config.operators.rules, tokens, keys: undefined };
});
afterAll(() => double.close());

const issuer = () => `${double.url}/${HOME}/v2.0`;
const sts = (tenantId: string) => `https://sts.windows.net/${tenantId}/`;
const tokenWith = (over: JWTPayload = {}) => signedBy(double.certificate.key, personClaims(issuer(), over));

const call = (token: string, method = 'POST', headers: Record<string, string> = {}) =>
    admit(request({ method, headers: { authorization: `Bearer ${token}`, ...headers } }), admission, silent);

const codeOf = async (token: string, method = 'POST') => (await refusalOf(() => call(token, method))).code;

/** A token by client credentials, as a script gets it. */
const scriptToken = async (scope = `api://${OPS_CLIENT}/.default`, clientId = OPS_CLIENT): Promise<unknown> => {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'local', scope };
    const { body } = await double.call({
        method: 'POST',
        path: `/${HOME}/oauth2/v2.0/token`,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
    });
    return (body as { access_token?: unknown }).access_token;
};

describe('an access token of Entra', () => {
    it('of a script opens the API, as the application', async () => {
        const caller = await call(String(await scriptToken()));

        expect(caller).toEqual({ name: OPS_CLIENT, objectId: OPS_CLIENT, roles: ['Partner.Operator'] });
    });

    it('leaves in the log who had something done, and not who looked', async () => {
        const lines: unknown[] = [];
        const log: Log = { ...silent, info: (...line) => void lines.push(line) };
        const headers = { authorization: `Bearer ${await tokenWith()}` };

        await admit(request({ method: 'GET', headers }), admission, log);
        const looked = lines.length;
        await admit(request({ method: 'POST', headers }), admission, log);

        expect(looked).toBe(0);
        expect(lines).toEqual([['an operator acts', { operator: OBJECT_ID }]]);
    });

    it('of a script has the roles that the application was given', async () => {
        await double.change(({ operations }) => {
            if (operations !== undefined) operations.appRoles = ['Partner.Reader'];
        });
        const token = String(await scriptToken());

        expect(await call(token, 'GET')).toMatchObject({ roles: ['Partner.Reader'] });
        expect(await codeOf(token)).toBe('forbidden');
    });

    it.each<[string, () => JWTPayload, string]>([
        ['in version 2', () => ({}), 'operator@fourthcoffee.example'],
        [
            'in version 1',
            () => ({
                iss: sts(HOME),
                aud: `api://${OPS_CLIENT}`,
                azp: undefined,
                appid: 'some-client',
                preferred_username: undefined,
                upn: 'operator@fourthcoffee.example',
                ver: '1.0',
            }),
            'operator@fourthcoffee.example',
        ],
        ['without any name', () => ({ preferred_username: undefined }), OBJECT_ID],
        ['that names its own tenant as provider', () => ({ idp: sts(HOME) }), 'operator@fourthcoffee.example'],
    ])('of a person %s opens the API', async (_what, over, name) => {
        expect(await call(await tokenWith(over()))).toEqual({
            name,
            objectId: OBJECT_ID,
            roles: ['Partner.Operator'],
        });
    });

    it.each(['POST', 'PUT', 'DELETE'])('of a reader is not enough for %s', async (method) => {
        const token = await tokenWith({ roles: ['Partner.Reader'] });

        expect(await codeOf(token, method)).toBe('forbidden');
        expect(await call(token, 'GET')).toMatchObject({ roles: ['Partner.Reader'] });
    });

    it.each<[string, () => JWTPayload]>([
        ['of another tenant by issuer', () => ({ iss: sts(CUSTOMER) })],
        ['of another tenant by issuer in version 2', () => ({ iss: `${double.url}/${CUSTOMER}/v2.0`, tid: CUSTOMER })],
        ['of another tenant by its ID', () => ({ tid: CUSTOMER })],
        ['of a guest', () => ({ idp: sts(CUSTOMER) })],
        ['of who has no role', () => ({ roles: [] })],
        ['of who has no such claim', () => ({ roles: undefined })],
        ['of who has another role', () => ({ roles: ['Global Administrator', 'partner.operator'] })],
    ])('%s is forbidden', async (_what, over) => {
        expect(await codeOf(await tokenWith(over()), 'GET')).toBe('forbidden');
    });

    const now = () => Math.floor(Date.now() / 1000);

    it.each<[string, () => JWTPayload]>([
        ['for another API', () => ({ aud: 'https://management.azure.com' })],
        ['for the partner application', () => ({ aud: 'fc000000-0000-4000-8000-00000000000a' })],
        ['for several APIs', () => ({ aud: [OPS_CLIENT, 'https://management.azure.com'] })],
        ['that is over', () => ({ iat: now() - 7200, nbf: now() - 7200, exp: now() - 3600 })],
        ['that has not begun', () => ({ nbf: now() + 600 })],
        ['that is an ID token', () => ({ azp: undefined, scp: undefined })],
        ['that names an application and lets it do nothing', () => ({ scp: undefined })],
        ['of nobody', () => ({ oid: undefined })],
        ['whose roles are no list', () => ({ roles: 'Partner.Operator' })],
    ])('%s is none', async (_what, over) => {
        expect(await codeOf(await tokenWith(over()), 'GET')).toBe('unauthorised');
    });

    it.each(['exp', 'nbf'] as const)('without %s is none', async (claim) => {
        const claims = personClaims(issuer());
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- one of two names
        delete claims[claim];

        expect(await codeOf(await signedBy(double.certificate.key, claims))).toBe('unauthorised');
    });

    it('that somebody else signed is none, whichever key it names', async () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
        const { body } = await double.call({ path: `/${HOME}/discovery/v2.0/keys` });
        const { keys } = body as { keys: { kid: string }[] };
        const claims = personClaims(issuer());

        expect(await codeOf(await signedBy(pem, claims))).toBe('unauthorised');
        expect(await codeOf(await signedBy(pem, claims, { kid: keys[0]?.kid ?? '' }))).toBe('unauthorised');
        expect(await codeOf(await signedBy(pem, claims, { kid: 'unknown' }))).toBe('unauthorised');
        expect(keys).toHaveLength(1);
    });

    it('with another signature than Entra makes is none', async () => {
        const claims = personClaims(issuer());
        const publicPem = double.certificate.cert;
        const symmetric = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(publicPem));

        expect(await codeOf(new UnsecuredJWT(claims).encode())).toBe('unauthorised');
        expect(await codeOf(await symmetric)).toBe('unauthorised');
        expect(await codeOf(await signedBy(double.certificate.key, claims, { alg: 'PS256' }))).toBe('unauthorised');
    });

    it.each(['', 'nonsense', 'a.b.c', `${'x'.repeat(20_000)}.y.z`])('is not %#', async (token) => {
        expect(await codeOf(token)).toBe('unauthorised');
    });

    it('cannot be judged while Entra is away, and can be afterwards', async () => {
        const token = await tokenWith();
        const fault = { path: '/discovery/', status: 503, times: 1 };
        await double.call({ method: 'POST', path: '/_sim/faults', body: fault });

        expect(await codeOf(token)).toBe('unavailable');
        expect(await call(token)).toMatchObject({ objectId: OBJECT_ID });
    });
});

describe('a request without a token', () => {
    const keyed = (good: string) => {
        const asked: string[] = [];
        admission.keys = {
            isGood: (key) => {
                asked.push(key);
                return Promise.resolve(key === good);
            },
        };
        return asked;
    };
    const ask = (headers: Record<string, string>, path = '/api/invites') =>
        admit(request({ path, headers }), admission, silent);

    it('is refused where a key opens nothing', async () => {
        const refused = await refusalOf(() => ask({ 'x-functions-key': 'good' }));

        expect(refused.code).toBe('unauthorised');
    });

    it.each<[string, Record<string, string>, string]>([
        ['in its header', { 'x-functions-key': 'good' }, '/api/invites'],
        ['in its query', {}, '/api/invites?code=good'],
        ['in its header, beside something in the query', { 'x-functions-key': 'good' }, '/api/invites?code=bad'],
        ['and credentials of another kind', { authorization: 'Basic abc', 'x-functions-key': 'good' }, '/api/invites'],
    ])('is let in with a good key %s, as nobody in particular', async (_where, headers, path) => {
        keyed('good');

        expect(await ask(headers, path)).toBeUndefined();
    });

    it.each<[string, Record<string, string>, string, string[]]>([
        ['no key', {}, '/api/invites', []],
        ['an empty key', { 'x-functions-key': '' }, '/api/invites?code=good', []],
        ['a wrong key', { 'x-functions-key': 'bad' }, '/api/invites?code=good', ['bad']],
        ['a wrong key in the query', {}, '/api/invites?code=bad', ['bad']],
    ])('is refused with %s', async (_what, headers, path, told) => {
        const asked = keyed('good');

        expect((await refusalOf(() => ask(headers, path))).code).toBe('unauthorised');
        expect(asked).toEqual(told);
    });

    it('is no way round a bad token: where there is one it decides', async () => {
        const asked = keyed('good');
        const token = await tokenWith({ roles: ['Partner.Reader'] });

        const refused = await refusalOf(() => call(token, 'POST', { 'x-functions-key': 'good' }));

        expect(refused.code).toBe('forbidden');
        expect(asked).toEqual([]);
    });
});
