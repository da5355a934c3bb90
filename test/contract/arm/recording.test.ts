import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordTo, redactExchange, type Exchange } from '../../../local/exchange.ts';
import { checkRecording } from '../../support/conformance.ts';
import { signInAs, type CookieJar } from '../../support/sign-in.ts';
import { startDouble } from './environment.ts';
import { CLIENT_ID, contoso, tailspin, TENANT } from './sample-ids.ts';
import { startSignIn } from './sign-in-environment.ts';

const exchange = (request: Partial<Exchange['request']>, response: Partial<Exchange['response']> = {}): Exchange => ({
    service: 'mail',
    at: '2026-01-01T00:00:00.000Z',
    request: { method: 'POST', url: 'https://localhost/v3/mail/send', headers: {}, body: '', ...request },
    response: { status: 202, headers: {}, body: '', ...response },
});

describe('a recording', () => {
    let directory: string;
    let file: string;
    beforeEach(async () => {
        directory = await mkdtemp(join(tmpdir(), 'recording-'));
        file = join(directory, 'exchanges.jsonl');
    });
    afterEach(() => rm(directory, { recursive: true }));

    it('of real clients passes the documents and holds no secret', async () => {
        const double = await startDouble({ record: recordTo(file) });
        const { token } = await double.credential(contoso(TENANT)).getToken('https://management.azure.com/.default');
        await double.partner(contoso(TENANT)).partner.create('314159');
        await double.close();

        const text = await readFile(file, 'utf8');

        expect(checkRecording(file)).toEqual([]);
        // Discovery and token twice, for each client its own, then the link.
        expect(text.trim().split('\n')).toHaveLength(5);
        expect(text).toContain(CLIENT_ID);
        expect(text).not.toContain(token.split('.')[2]);
        expect(text).not.toContain('client_secret=local');
        expect(text).not.toMatch(/eyJ/);
        expect((await stat(file)).mode & 0o777).toBe(0o600);
    });

    it('of a sign-in passes the documents and holds nothing that could be used', async () => {
        const double = await startSignIn({ record: recordTo(file) });
        await double.reset();
        const on = double.trip({ state: 's3cret-state', nonce: 's3cret-nonce' }, tailspin(TENANT));
        const cookies: CookieJar = new Map();
        const code = await double.codeFor(on, 'owner@tailspin.example', { cookies });
        const { body } = await double.redeem(on, code);
        await signInAs({ url: double.adminConsentUrl(contoso(TENANT)), upn: 'admin@contoso.example', cookies });
        await double.close();

        const text = await readFile(file, 'utf8');

        expect(checkRecording(file)).toEqual([]);
        const exchanges = text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Exchange);
        const pages = exchanges.filter(({ request }) => /\/(authorize|adminconsent)\?/.test(request.url));
        // Accounts, consent, the code; then accounts, consent, done.
        expect(pages.map(({ response }) => response.status)).toEqual([200, 200, 302, 200, 200, 302]);
        expect(exchanges.filter(({ request }) => /\/(login|consent)$/.test(request.url))).toEqual([]);
        const { access_token: accessToken = '', id_token: idToken = '' } = body as Record<string, string>;
        const [session = ''] = cookies.values();
        const secrets = [code, on.verifier, session, accessToken.slice(-40), idToken.slice(-40), 's3cret'];
        expect(secrets.filter((secret) => secret.length < 6 || text.includes(secret))).toEqual([]);
        expect(text).toContain('sso_reload=redacted');
    });

    it('names line, request and rule of what does not pass', async () => {
        const double = await startDouble({ record: recordTo(file) });
        await double.partner(contoso(TENANT)).partner.create('314159');
        await double.close();
        const [line = ''] = (await readFile(file, 'utf8')).trim().split('\n').slice(-1);
        const broken = JSON.parse(line) as Exchange;
        broken.response.headers['x-ms-request-id'] = 'short';
        await appendFile(file, `${JSON.stringify(broken)}\n`);

        const problems = checkRecording(file);

        expect(problems).toEqual([
            expect.stringMatching(/^4: PUT \/providers\/\S+\/314159 200: response header x-ms-request-id: /),
        ]);
    });

    it.each([
        ['the link of a mail', exchange({ body: '{"html":"<a href=\\"http://x/confirm?t=s3cret.t0ken\\">"}' })],
        ['the link of a page', exchange({ body: 'http://x/confirm?a=1&amp;t=s3cret.t0ken' })],
        ['an API key', exchange({ headers: { authorization: 'Bearer s3cret.t0ken' } })],
        ['a cookie', exchange({}, { headers: { 'set-cookie': 's3cret.t0ken' } })],
        ['a token', exchange({}, { body: '{"access_token" : "s3cret.t0ken"}' })],
        [
            'an assertion',
            exchange({
                headers: { 'content-type': 'application/x-www-form-urlencoded' },
                body: 'client_assertion=s3cret.t0ken&scope=a',
            }),
        ],
        ['the state of a redirect', exchange({}, { headers: { location: 'http://x/?state=s3cret.t0ken&code=1' } })],
        ['the nonce of an address', exchange({ url: 'http://x/authorize?a=1&nonce=s3cret.t0ken' })],
        ['an address that is repeated', exchange({ headers: { referer: 'http://x/authorize?state=s3cret.t0ken' } })],
        ['a page that repeats an address', exchange({}, { body: '<input value="a=1&amp;state=s3cret.t0ken">' })],
        ['the code of a redirect', exchange({}, { headers: { location: 'http://x/?state=1&code=s3cret.t0ken' } })],
    ])('leaves out %s and keeps the rest', (_what, secret) => {
        const redacted = redactExchange(secret);

        expect(JSON.stringify(secret)).toContain('s3cret.t0ken');
        expect(JSON.stringify(redacted)).not.toContain('s3cret');
        expect(JSON.stringify(redacted)).toContain('redacted');
    });
});
