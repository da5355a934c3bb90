import { startMail, type LocalMail, type Message } from '../../../local/mail/index.ts';
import type { Exchange } from '../../../local/exchange.ts';
import { checkExchange } from '../../support/conformance.ts';
import { createClient, ordinaryMail, send } from './mail-environment.ts';

/** What only the local service has: the inbox, ordered faults, the log of requests. */
describe('the local mail service', () => {
    let mail: LocalMail;
    const exchanges: Exchange[] = [];
    const at = new Date('2026-03-01T08:00:00.000Z');
    beforeAll(async () => {
        mail = await startMail({ port: 0, now: () => at, record: (exchange) => exchanges.push(exchange) });
    });
    afterAll(() => mail.close());
    beforeEach(async () => {
        for (const path of ['/api/messages', '/_sim/faults', '/_sim/requests']) {
            await fetch(mail.url + path, { method: 'DELETE' });
        }
        exchanges.length = 0;
    });

    afterEach(() => {
        const sends = exchanges.filter(({ request }) => request.method === 'POST');
        expect(sends.flatMap((exchange) => checkExchange(exchange))).toEqual([]);
    });

    const client = () => createClient(mail.url, 'SG.local');
    const inbox = async () => (await (await fetch(`${mail.url}/api/messages`)).json()) as Message[];
    const order = (fault: object) => fetch(`${mail.url}/_sim/faults`, { method: 'POST', body: JSON.stringify(fault) });
    const post = (headers: Record<string, string>, body: string) =>
        fetch(`${mail.url}/v3/mail/send`, {
            method: 'POST',
            headers: { authorization: 'Bearer SG.local', 'content-type': 'application/json', ...headers },
            body,
        });

    it('queues a mail with 202, an empty body and the message ID under which it lies in the inbox', async () => {
        const answer = await send(
            client(),
            ordinaryMail({ customArgs: { inviteId: 'i-1' }, headers: { 'X-Kind': 'invite' } }),
        );

        expect(answer).toMatchObject({ status: 202, body: '' });
        expect(answer.headers['x-message-id']).toMatch(/^[A-Za-z0-9_-]{16,40}$/);
        expect(await inbox()).toEqual([
            expect.objectContaining({
                id: answer.headers['x-message-id'],
                to: 'owner@contoso.example',
                from: 'partners@fourthcoffee.example',
                subject: 'Please confirm',
                text: 'Plain words',
                html: '<p>Words</p>',
                receivedAt: at.toISOString(),
                customArgs: { inviteId: 'i-1' },
                headers: { 'X-Kind': 'invite' },
            }),
        ]);
    });

    it('lists the newest mail last, finds one by its ID and forgets all on request', async () => {
        await send(client(), ordinaryMail({ subject: 'first' }));
        const second = await send(client(), ordinaryMail({ subject: 'second' }));

        const found = await fetch(`${mail.url}/api/messages/${second.headers['x-message-id'] ?? ''}`);
        expect((await inbox()).map(({ subject }) => subject)).toEqual(['first', 'second']);
        expect(await found.json()).toMatchObject({ subject: 'second' });

        await fetch(`${mail.url}/api/messages`, { method: 'DELETE' });
        expect(await inbox()).toEqual([]);
    });

    it('keeps nothing of a mail in sandbox mode', async () => {
        await send(client(), ordinaryMail({ mailSettings: { sandboxMode: { enable: true } } }));

        expect(await inbox()).toEqual([]);
    });

    it('makes one mail of each personalization, its own words put in', async () => {
        const mail = ordinaryMail({
            personalizations: [
                { to: 'a@contoso.example', substitutions: { name: 'Ann' } },
                { to: 'b@contoso.example', substitutions: { name: 'Bob' } },
            ],
            text: 'Dear {{name}}',
            substitutionWrappers: ['{{', '}}'],
        });
        delete mail.to;

        await send(client(), mail);

        expect((await inbox()).map(({ to, text }) => [to, text])).toEqual([
            ['a@contoso.example', 'Dear Ann'],
            ['b@contoso.example', 'Dear Bob'],
        ]);
    });

    it.each([
        ['a body that is no JSON', { body: '{' }, 400, 'Bad Request'],
        [
            'another content type',
            { headers: { 'content-type': 'text/plain' } },
            415,
            'Content-Type should be application/json.',
        ],
        ['a body above 30 MB', { body: ' '.repeat(30 * 1024 * 1024 + 1) }, 413, 'Payload too large'],
        [
            'a wrong key',
            { headers: { authorization: 'Bearer SG.other' } },
            401,
            'The provided authorization grant is invalid, expired, or revoked',
        ],
    ])(
        'refuses %s',
        async (
            _what,
            { headers = {}, body = '{}' }: { headers?: Record<string, string>; body?: string },
            status,
            message,
        ) => {
            const answer = await post(headers, body);

            expect(answer.status).toBe(status);
            expect(await answer.json()).toEqual({ errors: [{ message, field: null, help: null }] });
        },
    );

    it.each([
        ['no personalization', { personalizations: [] }, 'personalizations'],
        ['an unknown member', { unknown: true }, 'unknown'],
        ['no subject', { subject: undefined }, 'subject'],
        ['no content', { content: undefined }, 'content'],
        ['an empty part', { content: [{ type: 'text/plain', value: '' }] }, 'content.0.value'],
        [
            'one part twice',
            {
                content: [
                    { type: 'text/plain', value: 'a' },
                    { type: 'text/plain', value: 'b' },
                ],
            },
            'content',
        ],
        ['a reserved header', { headers: { 'Reply-To': 'x' } }, 'headers.Reply-To'],
        [
            'both kinds of reply address',
            { reply_to: { email: 'a@b.example' }, reply_to_list: [{ email: 'a@b.example' }] },
            'reply_to',
        ],
        [
            'custom arguments of 10,000 bytes',
            { custom_args: { a: 'x'.repeat(10_000) } },
            'personalizations.0.custom_args',
        ],
        ['a time beyond 72 hours', { send_at: at.getTime() / 1000 + 72 * 3600 + 1 }, 'send_at'],
        [
            'an attachment that is no base64',
            { attachments: [{ content: '!', filename: 'a.txt' }] },
            'attachments.0.content',
        ],
        [
            'more than 1,000 recipients in all',
            {
                personalizations: [0, 1].map((n) => ({
                    to: Array.from({ length: 501 }, (_, i) => ({ email: `u${i}@c${n}.example` })),
                })),
            },
            'personalizations',
        ],
    ])('refuses %s and names the field', async (_what, change, field) => {
        const valid = {
            personalizations: [{ to: [{ email: 'owner@contoso.example' }] }],
            from: { email: 'partners@fourthcoffee.example' },
            subject: 'Please confirm',
            content: [{ type: 'text/plain', value: 'Words' }],
        };

        const answer = await post({}, JSON.stringify({ ...valid, ...change }));

        expect(answer.status).toBe(400);
        const { errors } = (await answer.json()) as { errors: { field: string }[] };
        expect(errors.map((error) => error.field)).toEqual([field]);
    });

    it('answers 405 to another method and 404 to another path', async () => {
        const headers = { authorization: 'Bearer SG.local' };

        expect((await fetch(`${mail.url}/v3/mail/send`, { headers })).status).toBe(405);
        expect((await fetch(`${mail.url}/v3/mail/batch`, { headers })).status).toBe(404);
    });

    it('answers wrongly as often as it was told to, then rightly', async () => {
        expect((await order({ path: '/v3/mail/send', status: 503, times: 2 })).status).toBe(204);

        const statuses = [];
        for (let n = 0; n < 3; n++) statuses.push((await send(client(), ordinaryMail())).status);

        expect(statuses).toEqual([503, 503, 202]);
        expect(await inbox()).toHaveLength(1);
    });

    it('answers an ordered 429 with the headers of the rate limit', async () => {
        await order({ path: '/v3/mail/send', status: 429, times: 1 });

        const answer = await send(client(), ordinaryMail());

        expect(answer).toMatchObject({
            status: 429,
            body: { errors: [{ field: null, message: 'too many requests' }] },
        });
        expect(answer.headers).toMatchObject({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1772352001' });
        expect(answer.headers).not.toHaveProperty('retry-after');
    });

    it('says an ordered 400 about the recipient', async () => {
        await order({ path: '/v3/mail/send', status: 400, times: 1 });

        const answer = await send(client(), ordinaryMail());

        expect(answer.body).toMatchObject({ errors: [{ field: 'personalizations.0.to.0.email' }] });
    });

    it('drops the connection without an answer when told to', async () => {
        await order({ path: '/v3/mail/send', drop: true, times: 1 });

        await expect(post({}, '{}')).rejects.toThrow('fetch failed');

        const requests = await (await fetch(`${mail.url}/_sim/requests`)).json();
        expect(requests).toEqual([{ method: 'POST', path: '/v3/mail/send', status: 0, at: at.toISOString() }]);
    });

    it('refuses a fault it does not understand', async () => {
        const answer = await order({ path: '(', sttus: 503, times: 1 });

        expect(answer.status).toBe(400);
        expect(await (await fetch(`${mail.url}/_sim/faults`)).json()).toEqual([]);
    });

    it('records what went over the wire and which answers were ordered', async () => {
        await order({ path: '/v3/mail/send', status: 500, times: 1 });
        await send(client(), ordinaryMail());
        await send(client(), ordinaryMail());

        expect(exchanges.map(({ response, fault }) => [response.status, fault])).toEqual([
            [500, true],
            [202, undefined],
        ]);
        expect(JSON.parse(exchanges[1]?.request.body ?? '')).toMatchObject({ subject: 'Please confirm' });
    });

    it('shows a mail in a frame without scripts, and everything else as text', async () => {
        const subject = '<script>alert(1)</script>';
        const html = '<p title="a">Hello</p><script>alert(2)</script>';
        const { headers } = await send(client(), ordinaryMail({ subject, html, text: '<b>&</b>' }));

        const answer = await fetch(`${mail.url}/messages/${headers['x-message-id'] ?? ''}`);
        const page = await answer.text();

        expect(page).not.toContain('<script');
        expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
        expect(page).toContain('&lt;b&gt;&amp;&lt;/b&gt;');
        expect(page).toMatch(/sandbox="allow-popups allow-popups-to-escape-sandbox"/);
        expect(page).toContain('srcdoc="&lt;base target=&quot;_blank&quot;&gt;&lt;p title=&quot;a&quot;&gt;Hello');
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    });

    it('gives the files of a mail to be saved, byte for byte, and shows none of them', async () => {
        const content = Buffer.from('a,b\r\n<script>,\u{1f600}\r\n');
        const files = [
            { filename: 'a.txt', content: Buffer.from('x').toString('base64') },
            {
                filename: '<i>ü.html',
                type: 'text/html',
                content: content.toString('base64'),
                disposition: 'attachment',
            },
        ];
        const { headers } = await send(client(), ordinaryMail({ attachments: files }));
        const address = `${mail.url}/messages/${headers['x-message-id'] ?? ''}`;

        const page = await (await fetch(address)).text();
        const file = await fetch(`${address}/attachments/1`);

        expect(page).toContain('<bdi>&lt;i&gt;ü.html</bdi></a>');
        expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
        expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%3Ci%3E%C3%BC.html");
        expect(file.headers.get('x-content-type-options')).toBe('nosniff');
        expect((await fetch(`${address}/attachments/2`)).status).toBe(404);
        expect((await fetch(`${mail.url}/messages/nobody/attachments/0`)).status).toBe(404);
    });

    it('lists mails as a page, newest first', async () => {
        await send(client(), ordinaryMail({ subject: 'first' }));
        await send(client(), ordinaryMail({ subject: 'second' }));

        const page = await (await fetch(mail.url)).text();

        expect([...page.matchAll(/<bdi>(first|second)<\/bdi>/g)].map(([, subject]) => subject)).toEqual([
            'second',
            'first',
        ]);
    });

    it('says which port is in use', async () => {
        await expect(startMail({ port: mail.port })).rejects.toThrow(
            `Port ${mail.port} for the mail service is in use: end what uses it, or set LOCAL_MAIL_PORT (0 for any free one).`,
        );
    });
});
