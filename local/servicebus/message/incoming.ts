import { randomBytes } from 'node:crypto';
import { decode, types } from '../amqp/rhea.ts';
import type { Submission } from '../queue/enqueue.ts';
import { encodeSection, MalformedMessageError, SECTION, splitSections, type RawSection } from './sections.ts';
import { listItems, mapEntries, plain, plainBoolean, plainNumber, plainTime } from './typed.ts';

/** Message format of a batch: each data section is one encoded message. */
const BATCH_FORMAT = 0x80013700;

const BODY_SECTIONS = new Set<number>([SECTION.data, SECTION.sequence, SECTION.value, SECTION.footer]);

/** Annotations that are the broker's own to set, so that a message sent on from another queue does not carry old ones. */
const BROKER_ANNOTATIONS = new Set([
    'x-opt-sequence-number',
    'x-opt-enqueue-sequence-number',
    'x-opt-enqueued-time',
    'x-opt-locked-until',
    'x-opt-message-state',
    'x-opt-deadletter-source',
]);

const textOfId = (id: unknown): string | undefined => {
    if (typeof id === 'string') return id;
    if (typeof id === 'number') return String(id);
    return Buffer.isBuffer(id) ? id.toString('hex') : undefined;
};

/** The properties section with a message ID made up where the sender gave none: receivers rely on there being one. */
const withMessageId = (section: RawSection | undefined): { messageId: string; properties: Buffer } => {
    const fields = section === undefined ? [] : listItems(decode(section.bytes));
    const given = textOfId(plain(fields[0]));
    if (given !== undefined && section !== undefined) {
        return { messageId: given, properties: Buffer.from(section.bytes) };
    }
    const messageId = randomBytes(16).toString('hex');
    fields[0] = types.wrap_string(messageId);
    return { messageId, properties: encodeSection(SECTION.properties, types.wrap_list(fields)) };
};

/**
 * Takes one encoded message apart.
 *
 * @throws MalformedMessageError where it is not a valid AMQP message
 */
export const readMessage = (message: Buffer): Submission => {
    const sections = splitSections(message);
    const find = (code: number) => sections.find((section) => section.code === code);
    try {
        const header = find(SECTION.header);
        const [durable, priority, ttl, firstAcquirer] = header === undefined ? [] : listItems(decode(header.bytes));
        const annotations = find(SECTION.messageAnnotations);
        const sent = annotations === undefined ? {} : mapEntries(decode(annotations.bytes));
        const { messageId, properties } = withMessageId(find(SECTION.properties));
        const body = sections.filter(({ code }) => BODY_SECTIONS.has(code)).map(({ bytes }) => bytes);
        return {
            messageId,
            timeToLiveMs: plainNumber(ttl),
            scheduledFor: plainTime(sent['x-opt-scheduled-enqueue-time']),
            content: {
                header: {
                    durable: plainBoolean(durable),
                    priority: plainNumber(priority),
                    firstAcquirer: plainBoolean(firstAcquirer),
                },
                annotations: Object.fromEntries(Object.entries(sent).filter(([key]) => !BROKER_ANNOTATIONS.has(key))),
                properties,
                applicationProperties: Buffer.from(find(SECTION.applicationProperties)?.bytes ?? []),
                body: Buffer.concat(body),
            },
        };
    } catch (cause) {
        throw new MalformedMessageError('the message cannot be decoded', { cause });
    }
};

/**
 * The messages of a transfer: one, or those of a batch.
 *
 * @throws MalformedMessageError where one of them is not a valid AMQP message
 */
export const readTransfer = (payload: Buffer, format: number): Submission[] => {
    if (format !== BATCH_FORMAT) return [readMessage(payload)];
    return splitSections(payload)
        .filter(({ code }) => code === SECTION.data)
        .map(({ bytes }) => {
            const message = plain(decode(bytes));
            if (!Buffer.isBuffer(message)) throw new MalformedMessageError('a batch consists of encoded messages');
            return readMessage(message);
        });
};
