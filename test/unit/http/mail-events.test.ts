import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readMailEvents, requireSignature } from '../../../shared/http/mail-events.ts';
import { refusalOf } from './requests.ts';

const recording = z.object({
    publicKey: z.string(),
    requestHeaders: z.record(z.string(), z.string()),
    requestBody: z.string(),
});

/** What SendGrid itself has signed. */
const recorded = readFileSync(join(__dirname, '../../contract/documents/recorded/mail.jsonl'), 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [recording.safeParse(JSON.parse(line)).data]))
    .filter((entry) => entry !== undefined)
    .map(({ publicKey, requestHeaders, requestBody }) => ({
        publicKey,
        signature: requestHeaders['X-Twilio-Email-Event-Webhook-Signature'] ?? '',
        timestamp: requestHeaders['X-Twilio-Email-Event-Webhook-Timestamp'] ?? '',
        body: Buffer.from(requestBody),
    }));

const at = (timestamp: string, seconds = 0): Date => new Date((Number(timestamp) + seconds) * 1000);

describe('what SendGrid signed', () => {
    it('was recorded', () => {
        expect(recorded.length).toBeGreaterThanOrEqual(2);
    });

    it.each(recorded)('is believed as it came: $timestamp', ({ publicKey, ...signed }) => {
        expect(() => requireSignature(publicKey, signed, at(signed.timestamp))).not.toThrow();
    });

    it.each(recorded)(
        'is not believed with any byte changed, taken away or added: $timestamp',
        async ({ publicKey, ...signed }) => {
            const { body, timestamp } = signed;
            const changed = Array.from({ length: body.length }, (_, place) => {
                const other = Buffer.from(body);
                other[place] = (other[place] ?? 0) ^ 1;
                return other;
            });
            const bodies = [
                ...changed,
                body.subarray(0, -1),
                body.subarray(0, -2),
                Buffer.concat([body, Buffer.from(' ')]),
                Buffer.alloc(0),
            ];

            for (const other of bodies) {
                const refusal = await refusalOf(() =>
                    requireSignature(publicKey, { ...signed, body: other }, at(timestamp)),
                );
                expect(refusal.code).toBe('unauthorised');
            }
        },
    );

    it('is believed for ten minutes, to either side', async () => {
        const [{ publicKey, ...signed } = { publicKey: '', signature: '', timestamp: '', body: Buffer.alloc(0) }] =
            recorded;

        for (const seconds of [-600, 600]) {
            expect(() => requireSignature(publicKey, signed, at(signed.timestamp, seconds))).not.toThrow();
        }
        for (const seconds of [-601, 601]) {
            const refusal = await refusalOf(() => requireSignature(publicKey, signed, at(signed.timestamp, seconds)));
            expect(refusal.code).toBe('unauthorised');
        }
    });

    it('is not believed under another key, with another time, or without its headers', async () => {
        const [one, other] = recorded;
        if (one === undefined || other === undefined) throw new Error('not recorded');
        const now = at(one.timestamp);
        const wrong: [string, Parameters<typeof requireSignature>[1]][] = [
            [other.publicKey, one],
            [one.publicKey, { ...one, timestamp: String(Number(one.timestamp) + 1) }],
            [one.publicKey, { ...one, timestamp: `${one.timestamp} ` }],
            [one.publicKey, { ...one, timestamp: null }],
            [one.publicKey, { ...one, signature: null }],
            [one.publicKey, { ...one, signature: '' }],
            [one.publicKey, { ...one, signature: 'no base64 at all' }],
            [one.publicKey, { ...one, signature: other.signature }],
        ];

        for (const [key, signed] of wrong) {
            expect((await refusalOf(() => requireSignature(key, signed, now))).code).toBe('unauthorised');
        }
    });

    it('has the form that is checked: time, then body', () => {
        const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
        const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
        const timestamp = '1790000000';
        const signature = sign('sha256', Buffer.from(`${timestamp}[]`), privateKey).toString('base64');

        expect(() =>
            requireSignature(key, { signature, timestamp, body: Buffer.from('[]') }, at(timestamp)),
        ).not.toThrow();
    });
});

describe('the events', () => {
    const ABOUT = { inviteId: 'a0000000-0000-4000-8000-000000000001', mailKind: 'invite', generation: '2' };
    const event = (over: object) => ({
        event: 'delivered',
        sg_event_id: 'e1',
        timestamp: 1_790_000_000,
        ...ABOUT,
        ...over,
    });
    const read = (...events: unknown[]) => readMailEvents(Buffer.from(JSON.stringify(events)));

    it.each([
        [{ event: 'delivered', response: '250 OK' }, 'delivered', null],
        [{ event: 'bounce', type: 'bounce', reason: '550 no such user' }, 'bounced', '550 no such user'],
        [{ event: 'bounce', reason: '550' }, 'bounced', '550'],
        [{ event: 'bounce', type: 'blocked', reason: '451 later' }, 'blocked', '451 later'],
        [{ event: 'dropped', reason: 'Bounced Address' }, 'dropped', 'Bounced Address'],
        [{ event: 'deferred', response: '400 try again' }, 'deferred', '400 try again'],
        [{ event: 'spamreport' }, 'reported-as-spam', null],
        [{ event: 'unsubscribe' }, 'unsubscribed', null],
        [{ event: 'group_unsubscribe' }, 'unsubscribed', null],
    ])('%j are ours', (over, kind, reason) => {
        expect(read(event(over))).toEqual([
            {
                id: 'e1',
                at: new Date('2026-09-21T14:13:20.000Z'),
                kind,
                about: { ...ABOUT, generation: 2 },
                reason,
            },
        ]);
    });

    it.each([
        ['of a kind that does not matter', event({ event: 'processed' })],
        ['of somebody who takes an opt-out back, which only our page believes', event({ event: 'group_resubscribe' })],
        ['of a mail that is not ours', event({ inviteId: undefined })],
        ['of an invite that can be none', event({ inviteId: 'x' })],
        ['of a mail kind that there is not', event({ mailKind: 'report' })],
        ['of a generation that is none', event({ generation: '-1' })],
        ['without an ID', event({ sg_event_id: undefined })],
        ['of no time', event({ timestamp: 'now' })],
        ['with a reason that is no text', event({ reason: { a: 1 } })],
        ['that are none', 7],
        ['that are nothing', null],
    ])('%s are passed over, and hold up no other', (_what, other) => {
        expect(read(other, event({ sg_event_id: 'e2' }), other).map(({ id }) => id)).toEqual(['e2']);
    });

    it('tell their reason in one line of bounded length', () => {
        const [told] = read(event({ event: 'bounce', reason: `550\r\n\u0000${'<b>'.repeat(1000)}` }));

        expect(told?.reason).toMatch(/^550 <b><b>/);
        expect(told?.reason?.length).toBeLessThanOrEqual(300);
    });

    it.each(['', '{}', '"x"', 'no JSON'])('are a list, which this is not: %s', async (body) => {
        const { code } = await refusalOf(() => readMailEvents(Buffer.from(body)));

        expect(['malformed-body', 'validation-failed']).toContain(code);
    });

    it.each(recorded)('that were recorded can be read: $timestamp', ({ body }) => {
        expect(readMailEvents(body)).toEqual([]);
        const ours = JSON.stringify((JSON.parse(body.toString()) as object[]).map((entry) => ({ ...entry, ...ABOUT })));
        expect(readMailEvents(Buffer.from(ours)).length).toBeGreaterThan(0);
    });
});
