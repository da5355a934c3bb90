import { generateKeyPair, SignJWT } from 'jose';
import { codeOf, startDouble, type Double } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import { CLIENT_ID, contoso, PRINCIPAL, TENANT } from './sample-ids.ts';

const LIST = '/subscriptions?api-version=2022-12-01';

describe('what every ARM operation asks of a request', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble();
    });
    keepClean(() => double);

    const principal = (claims?: Record<string, unknown>, lifetime?: number) =>
        double.userToken(contoso(TENANT), contoso(PRINCIPAL), claims, lifetime);

    const signedBySomebodyElse = async () =>
        new SignJWT({ appid: CLIENT_ID, oid: contoso(PRINCIPAL), tid: contoso(TENANT) })
            .setProtectedHeader({ alg: 'RS256' })
            .setAudience('https://management.azure.com')
            .setIssuer(`https://sts.windows.net/${contoso(TENANT)}/`)
            .setExpirationTime('1h')
            .sign((await generateKeyPair('RS256')).privateKey);

    const cases: [what: string, headers: () => Promise<Record<string, string>>, code: string][] = [
        ['no token', () => Promise.resolve({}), 'AuthenticationFailed'],
        ['another scheme', () => Promise.resolve({ Authorization: 'Basic YTpi' }), 'AuthenticationFailedInvalidHeader'],
        ['text for a token', () => Promise.resolve({ Authorization: 'Bearer token' }), 'InvalidAuthenticationToken'],
        [
            'a token signed by somebody else',
            async () => ({ Authorization: `Bearer ${await signedBySomebodyElse()}` }),
            'InvalidAuthenticationToken',
        ],
        [
            'a token whose issuer is not its tenant',
            async () => ({ Authorization: `Bearer ${await principal({ tid: contoso('2') })}` }),
            'InvalidAuthenticationToken',
        ],
        [
            'a token for another audience',
            async () => ({ Authorization: `Bearer ${await principal({ aud: 'https://graph.microsoft.com' })}` }),
            'InvalidAuthenticationTokenAudience',
        ],
        [
            'a token that is over',
            async () => ({ Authorization: `Bearer ${await principal({}, -60)}` }),
            'ExpiredAuthenticationToken',
        ],
    ];

    it.each(cases)('refuses %s', async (_what, headers, code) => {
        const answer = await double.call({ path: LIST, headers: await headers() });

        expect([answer.status, codeOf(answer)]).toEqual([401, code]);
        expect(answer.headers['www-authenticate']).toMatch(
            /^Bearer authorization_uri="https:\/\/login\.windows\.net\//,
        );
    });

    it.each(['https://management.core.windows.net/', 'https://management.azure.com/'])(
        'takes the audience %s',
        async (aud) => {
            const answer = await double.call({ path: LIST, token: await principal({ aud }) });

            expect(answer.status).toBe(200);
        },
    );

    it.each([
        ['is missing', '/subscriptions', 'MissingApiVersionParameter'],
        ['is not spoken', '/subscriptions?api-version=1999-01-01', 'InvalidApiVersionParameter'],
        ['is missing', '/providers/Microsoft.ManagementPartner/partners', 'MissingApiVersionParameter'],
        [
            'is not spoken',
            '/providers/Microsoft.ManagementPartner/partners?api-version=2022-12-01',
            'InvalidApiVersionParameter',
        ],
    ])('refuses an api-version that %s at %s', async (_what, path, code) => {
        const answer = await double.call({ path, token: await principal() });

        expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    });

    it('gives every answer its IDs, and takes over the correlation ID', async () => {
        const correlation = contoso('abc');

        const answer = await double.call({
            path: LIST,
            token: await principal(),
            headers: { 'x-ms-correlation-request-id': correlation },
        });

        expect(answer.headers).toMatchObject({
            'x-ms-correlation-request-id': correlation,
            'x-ms-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
            'x-ms-ratelimit-remaining-tenant-reads': expect.stringMatching(/^\d+$/) as string,
        });
    });

    it('answers 404 and 405 to what it does not have, without stumbling', async () => {
        const token = await principal();

        const unknown = await double.call({ path: '/providers/Microsoft.Nothing/things?api-version=1', token });
        const method = await double.call({ method: 'POST', path: LIST, token });
        const encoding = await double.call({ path: '/subscriptions/%E0%A4%A?api-version=2022-12-01', token });

        expect([unknown.status, method.status, encoding.status]).toEqual([404, 405, 400]);
        double.exchanges.length = 0;
    });
});
