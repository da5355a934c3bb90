import { verify, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import { MAIL_KINDS } from '../domain/invite.ts';
import type { MailEvent } from '../use-cases/mail/take-mail-events.ts';
import { parseJson, validate } from './parse.ts';
import { lazily } from '../lazily.ts';

/** Ten minutes, in ms: an older (or newer) signature is not taken. */
const WINDOW_MS = 10 * 60 * 1000;

/** SendGrid's own bodies are far smaller; in bytes. */
export const MAIL_EVENTS_BODY = 5 * 1024 * 1024;

/**
 * Whether these bytes were signed by SendGrid within the window. The signature is over the timestamp
 * and the body as it came.
 *
 * @param publicKey base64 DER SubjectPublicKeyInfo
 * @throws AppError `unauthorised`
 */
export function requireSignature(
    publicKey: string,
    signed: { signature: string | null; timestamp: string | null; body: Buffer },
    now: Date,
): void {
    const refused = () => new AppError('unauthorised', 'The signature of the events does not fit.');
    const { signature, timestamp, body } = signed;
    if (signature === null || timestamp === null || !/^\d{10}$/.test(timestamp)) throw refused();
    if (Math.abs(now.getTime() - Number(timestamp) * 1000) > WINDOW_MS) throw refused();
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const fits = verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'base64'));
    if (!fits) throw refused();
}

/** What SendGrid posts. */
export const mailEvents = lazily(() =>
    z.array(
        z.looseObject({
            event: z.string(),
            sg_event_id: z.string().min(1).max(500),
            timestamp: z.int().min(0).max(99_999_999_999),
            type: z.string().optional(),
            reason: z.string().optional(),
            response: z.string().optional(),
        }),
    ),
);

/** The custom arguments that our own mails carry; events of other mails lack them. */
const about = lazily(() =>
    z.object({
        inviteId: z.guid(),
        mailKind: z.enum(MAIL_KINDS),
        generation: z.string().regex(/^\d{1,6}$/),
    }),
);

function kindOf(name: string, type: string | undefined): MailEvent['kind'] | undefined {
    switch (name) {
        case 'delivered':
        case 'dropped':
        case 'deferred':
            return name;
        case 'bounce':
            return type === 'blocked' ? 'blocked' : 'bounced';
        case 'spamreport':
            return 'reported-as-spam';
        case 'unsubscribe':
        case 'group_unsubscribe':
            return 'unsubscribed';
        default:
            return undefined;
    }
}

/** One line of plain text, as a mail server's answer may hold anything. */
const oneLine = (text: string): string =>
    text
        .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim()
        .slice(0, 300);

/**
 * The events that are about our mails and matter to us. One that has another form than we know costs
 * itself alone: a refusal would have SendGrid send all of them again, and in the end none.
 *
 * @throws AppError `malformed-body` or `validation-failed`
 */
export const readMailEvents = (body: Buffer): MailEvent[] =>
    validate(z.array(z.unknown()), parseJson(body.toString('utf8'))).flatMap((given) => {
        const { data: entry } = mailEvents().element.safeParse(given);
        if (entry === undefined) return [];
        const kind = kindOf(entry.event, entry.type);
        const { data } = about().safeParse(entry);
        if (kind === undefined || data === undefined) return [];
        const reason = entry.reason ?? (kind === 'delivered' ? undefined : entry.response);
        return [
            {
                id: entry.sg_event_id,
                at: new Date(entry.timestamp * 1000),
                kind,
                about: { ...data, generation: Number(data.generation) },
                reason: reason === undefined ? null : oneLine(reason),
            },
        ];
    });
