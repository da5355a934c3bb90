import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMail, type LocalMail } from '../../../local/mail/index.ts';
import type { Exchange } from '../../../local/exchange.ts';
import { checkExchange } from '../../support/conformance.ts';
import { createClient, ordinaryMail, send } from './mail-environment.ts';

/** The event webhook's calls, in the form that has been recorded from SendGrid. */
describe('events about a mail', () => {
    let mail: LocalMail;
    let receiver: Server;
    let calls: { headers: IncomingHttpHeaders; body: string }[];
    const exchanges: Exchange[] = [];
    beforeAll(async () => {
        mail = await startMail({ port: 0, record: (exchange) => exchanges.push(exchange) });
        receiver = createServer((request, response) => {
            const chunks: Buffer[] = [];
            request.on('data', (chunk: Buffer) => chunks.push(chunk));
            request.on('end', () => {
                calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
                response.writeHead(200).end('taken');
            });
        });
        await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    });
    afterAll(async () => {
        receiver.closeAllConnections();
        await new Promise((resolve) => receiver.close(resolve));
        await mail.close();
    });
    beforeEach(() => {
        calls = [];
    });

    const url = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const order = (body: object) => fetch(`${mail.url}/_sim/events`, { method: 'POST', body: JSON.stringify(body) });
    const sendOne = async () => {
        const answer = await send(
            createClient(mail.url, 'SG.local'),
            ordinaryMail({ customArgs: { inviteId: 'i-1', note: 'größer' } }),
        );
        return answer.headers['x-message-id'] ?? '';
    };

    it('are signed over the time and the raw body, with the key that the service names', async () => {
        const messageId = await sendOne();

        const answer = await order({ url: url(), events: [{ messageId, event: 'delivered' }] });

        expect(await answer.json()).toMatchObject({ response: { status: 200, body: 'taken' } });
        const [call] = calls;
        const signed = Buffer.from(
            String(call?.headers['x-twilio-email-event-webhook-timestamp']) + (call?.body ?? ''),
        );
        const signature = Buffer.from(String(call?.headers['x-twilio-email-event-webhook-signature']), 'base64');
        const key = createPublicKey({ key: Buffer.from(mail.publicKey, 'base64'), format: 'der', type: 'spki' });
        expect(verify('sha256', signed, key, signature)).toBe(true);
        expect(verify('sha256', Buffer.concat([signed, Buffer.from(' ')]), key, signature)).toBe(false);
    });

    it('stand in one body with CRLF between and after them, custom arguments beside the members', async () => {
        const messageId = await sendOne();

        await order({
            url: url(),
            events: [
                { messageId, event: 'processed' },
                { messageId, event: 'bounce', type: 'blocked' },
            ],
        });

        const body = calls[0]?.body ?? '';
        expect(body).toMatch(/^\[\{.*\},\r\n\{.*\}\]\r\n$/);
        expect(body).toContain('größer');
        const [processed, bounce] = JSON.parse(body) as Record<string, unknown>[];
        expect(processed).toMatchObject({ event: 'processed', email: 'owner@contoso.example', inviteId: 'i-1' });
        expect(bounce).toMatchObject({ event: 'bounce', type: 'blocked', status: '5.1.1' });
        expect(String(bounce?.sg_message_id)).toMatch(new RegExp(`^${messageId}\\.[\\w.-]+$`));
        expect(bounce?.sg_event_id).not.toBe(processed?.sg_event_id);
    });

    it('can bear an older time', async () => {
        const messageId = await sendOne();

        await order({ url: url(), timestamp: 1_600_112_502, events: [{ messageId, event: 'delivered' }] });

        expect(calls[0]?.headers['x-twilio-email-event-webhook-timestamp']).toBe('1600112502');
    });

    it.each([
        'processed',
        'deferred',
        'delivered',
        'open',
        'click',
        'bounce',
        'dropped',
        'spamreport',
        'unsubscribe',
        'group_unsubscribe',
        'group_resubscribe',
    ])('have all members of the kind %s', async (event) => {
        const messageId = await sendOne();
        exchanges.length = 0;

        await order({ url: url(), events: [{ messageId, event }] });

        expect(exchanges.map((exchange) => checkExchange(exchange))).toEqual([[]]);
    });

    it.each([
        ['an unknown mail', { messageId: 'no-such-mail', event: 'delivered' }, 404],
        ['an unknown kind', { messageId: 'no-such-mail', event: 'vanished' }, 400],
    ])('are refused for %s', async (_what, event, status) => {
        const answer = await order({ url: url(), events: [event] });

        expect(answer.status).toBe(status);
        expect(calls).toEqual([]);
    });
});
