import { decode, encode, messages, types, type Typed } from '../amqp/rhea.ts';
import type { QueuedMessage } from '../queue/queue.ts';
import { encodeSection, SECTION } from './sections.ts';
import { mapEntries } from './typed.ts';

const header = ({ content, deliveryCount, timeToLiveMs }: QueuedMessage): Buffer => {
    const { durable, priority, firstAcquirer } = content.header;
    const fields = {
        durable,
        priority,
        // As in Azure the receiver sees the time to live that holds, the queue's where the sender gave none.
        ttl: timeToLiveMs <= 0xffffffff ? timeToLiveMs : undefined,
        first_acquirer: firstAcquirer,
        delivery_count: deliveryCount,
    };
    return encode(messages.header(fields).described());
};

/** Azure shows a message that was once scheduled as scheduled, to its receivers too. */
const stateNumber = ({ state, scheduledFor }: QueuedMessage): number => {
    if (state === 'deferred') return 1;
    return state === 'scheduled' || scheduledFor !== undefined ? 2 : 0;
};

const annotations = (message: QueuedMessage): Buffer => {
    const own: Record<string, Typed> = {
        'x-opt-enqueued-time': types.wrap_timestamp(message.enqueuedAt),
        'x-opt-sequence-number': types.wrap_long(message.sequenceNumber),
        'x-opt-enqueue-sequence-number': types.wrap_long(message.enqueuedSequenceNumber),
        'x-opt-message-state': types.wrap_int(stateNumber(message)),
    };
    if (message.lock !== undefined) own['x-opt-locked-until'] = types.wrap_timestamp(message.lock.until);
    if (message.deadLetterSource !== undefined) {
        own['x-opt-deadletter-source'] = types.wrap_string(message.deadLetterSource);
    }
    const merged = types.wrap_symbolic_map({ ...message.content.annotations, ...own });
    return encodeSection(SECTION.messageAnnotations, merged);
};

const applicationProperties = ({ content, changedProperties }: QueuedMessage): Buffer => {
    if (Object.keys(changedProperties).length === 0) return content.applicationProperties;
    const sent = content.applicationProperties.length === 0 ? {} : mapEntries(decode(content.applicationProperties));
    const merged = new Map<string, unknown>([...Object.entries(sent), ...Object.entries(changedProperties)]);
    return encodeSection(SECTION.applicationProperties, types.wrap(merged));
};

/** Encodes a message for a receiver: what the sender encoded, with the broker's header and annotations. */
export const writeMessage = (message: QueuedMessage, { omitBody = false } = {}): Buffer =>
    Buffer.concat([
        header(message),
        annotations(message),
        message.content.properties,
        applicationProperties(message),
        omitBody ? Buffer.alloc(0) : message.content.body,
    ]);
