import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordTo, redactExchange, type Exchange } from '../../../local/exchange.ts';
import { checkRecording } from '../../support/conformance.ts';
import { startDouble } from './environment.ts';
import { CLIENT_ID, contoso, TENANT } from './sample-ids.ts';

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
        ['the code of a redirect', exchange({}, { headers: { location: 'http://x/?state=1&code=s3cret.t0ken' } })],
    ])('leaves out %s and keeps the rest', (_what, secret) => {
        const redacted = redactExchange(secret);

        expect(JSON.stringify(secret)).toContain('s3cret.t0ken');
        expect(JSON.stringify(redacted)).not.toContain('s3cret');
        expect(JSON.stringify(redacted)).toContain('redacted');
    });
});
