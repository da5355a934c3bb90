import type { SendRequest } from './send-request.ts';

/** A mail as it lies in the inbox. */
export interface Message {
    /** The `X-Message-Id` of the send; from the second personalization on with `.` and its index. */
    id: string;
    /** Addresses; more than one with comma and blank between. */
    to: string;
    from: string;
    subject: string;
    /** `''` when the mail has no such part. */
    html: string;
    text: string;
    /** ISO 8601, UTC. */
    receivedAt: string;
    fromName: string;
    cc: string;
    bcc: string;
    replyTo: string;
    customArgs: Record<string, string>;
    headers: Record<string, string>;
    categories: string[];
    /** File names. */
    attachments: string[];
    trackingSettings: NonNullable<SendRequest['tracking_settings']>;
}

/** A file that came with a mail. */
export interface MailFile {
    filename: string;
    /** Media type. */
    type: string;
    content: Buffer;
}

/** The mails taken, newest last. */
export interface Mailbox {
    /** Takes what one request sends. */
    take(messageId: string, request: SendRequest, at: Date): void;
    all(): Message[];
    find(id: string): Message | undefined;
    /** The file at this place among the attachments of a mail. */
    file(id: string, index: number): MailFile | undefined;
    clear(): void;
}

const emails = (people: readonly { email: string }[] | undefined): string =>
    (people ?? []).map(({ email }) => email).join(', ');

const substitute = (text: string, substitutions: Record<string, string> | undefined): string =>
    Object.entries(substitutions ?? {}).reduce((filled, [tag, value]) => filled.replaceAll(tag, () => value), text);

const toMessages = (messageId: string, request: SendRequest, at: Date): Message[] =>
    request.personalizations.map((each, index) => {
        const part = (type: string) =>
            substitute(
                request.content?.find((content) => content.type.toLowerCase() === type)?.value ?? '',
                each.substitutions,
            );
        const from = each.from ?? request.from;
        return {
            id: index === 0 ? messageId : `${messageId}.${index}`,
            to: emails(each.to),
            from: from.email,
            subject: substitute(each.subject ?? request.subject ?? '', each.substitutions),
            html: part('text/html'),
            text: part('text/plain'),
            receivedAt: at.toISOString(),
            fromName: from.name ?? '',
            cc: emails(each.cc),
            bcc: emails(each.bcc),
            replyTo: emails(request.reply_to_list ?? (request.reply_to === undefined ? [] : [request.reply_to])),
            customArgs: { ...request.custom_args, ...each.custom_args },
            headers: { ...request.headers, ...each.headers },
            categories: request.categories ?? [],
            attachments: (request.attachments ?? []).map(({ filename }) => filename),
            trackingSettings: request.tracking_settings ?? {},
        };
    });

const filesOf = ({ attachments = [] }: SendRequest): MailFile[] =>
    attachments.map(({ filename, type = 'application/octet-stream', content }) => ({
        filename,
        type,
        content: Buffer.from(content, 'base64'),
    }));

/**
 * An empty mailbox in memory.
 *
 * @param limit how many mails it keeps; the oldest go first
 */
export const createMailbox = (limit: number): Mailbox => {
    // A Map keeps the order of arrival and finds by ID.
    const messages = new Map<string, { message: Message; files: readonly MailFile[] }>();
    return {
        take(messageId, request, at) {
            const files = filesOf(request);
            for (const message of toMessages(messageId, request, at)) messages.set(message.id, { message, files });
            for (const id of messages.keys()) {
                if (messages.size <= limit) break;
                messages.delete(id);
            }
        },
        all: () => [...messages.values()].map(({ message }) => message),
        find: (id) => messages.get(id)?.message,
        file: (id, index) => messages.get(id)?.files[index],
        clear: () => messages.clear(),
    };
};
