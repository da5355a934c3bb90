import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Message } from './mailbox.ts';

/** The kinds of event that SendGrid's webhook knows. */
export const eventKind = z.enum([
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
]);

type EventKind = z.infer<typeof eventKind>;

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const person = { ip: '192.0.2.1', useragent: browser };
const group = { asm_group_id: 1 };

const members: Record<EventKind, Record<string, unknown>> = {
    processed: { send_at: 0 },
    deferred: { response: '451 4.7.1 Please try again later', attempt: '1' },
    delivered: { response: '250 2.0.0 OK', ip: '192.0.2.25', tls: 1 },
    open: { ...person, sg_machine_open: false, sg_content_type: 'html' },
    click: { ...person, url: 'https://example.com/', url_offset: { index: 0, type: 'html' } },
    bounce: {
        type: 'bounce',
        status: '5.1.1',
        reason: '550 5.1.1 The email account that you tried to reach does not exist.',
        bounce_classification: 'Invalid Address',
        ip: '192.0.2.25',
        tls: 1,
    },
    dropped: { reason: 'Bounced Address' },
    spamreport: {},
    unsubscribe: {},
    group_unsubscribe: { ...person, ...group },
    group_resubscribe: { ...person, ...group },
};

/** One event about a mail in the form of the webhook, with a new `sg_event_id`. */
export const makeEvent = (message: Message, kind: EventKind, at: Date): Record<string, unknown> => {
    const [messageId = message.id, personalization = '0'] = message.id.split('.');
    return {
        ...message.customArgs,
        ...(message.categories.length === 0 ? {} : { category: message.categories }),
        email: message.to.split(', ')[0],
        event: kind,
        ...members[kind],
        sg_event_id: randomBytes(24).toString('base64url'),
        sg_message_id: `${messageId}.recvd-local-1-1-00000000-1.${personalization}`,
        'smtp-id': `<${messageId}@local.sendgrid.net>`,
        timestamp: Math.floor(at.getTime() / 1000),
    };
};
