import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { RpcTypedData } from '../app/core-api.ts';

/** What a message without an end of life shows: the greatest time .NET knows. */
const endOfTime = '9999-12-31T23:59:59.9999999';

/** The text of a message; bytes that are no UTF-8 are lost, as in the real host. */
export const messageText = (message: Pick<ServiceBusReceivedMessage, 'body'>): string => {
    const body: unknown = message.body;
    if (Buffer.isBuffer(body)) return body.toString('utf8');
    if (typeof body === 'string') return body;
    // An AMQP value or sequence, which the real host cannot read either: shown rather than lost.
    return JSON.stringify(body);
};

const isoOf = (date: Date | undefined): string | undefined => date?.toISOString();

/** A DateTimeOffset as .NET writes it. */
const withOffset = (iso: string | undefined): string | undefined => iso?.replace(/Z$/, '+00:00');

const toData = (value: unknown): RpcTypedData =>
    typeof value === 'string' ? { string: value } : { json: JSON.stringify(value) };

const systemMetadata = (message: ServiceBusReceivedMessage): Record<string, unknown> => {
    const enqueued = isoOf(message.enqueuedTimeUtc);
    const expires = isoOf(message.expiresAtUtc) ?? `${endOfTime}Z`;
    const properties = message.applicationProperties ?? {};
    return {
        // AMQP counts the deliveries that failed before, .NET (and so the real host) this one too.
        DeliveryCount: (message.deliveryCount ?? 0) + 1,
        DeadLetterSource: message.deadLetterSource,
        LockToken: message.lockToken,
        ExpiresAtUtc: expires,
        ExpiresAt: withOffset(expires),
        EnqueuedTimeUtc: enqueued,
        EnqueuedTime: withOffset(enqueued),
        MessageId: message.messageId,
        ContentType: message.contentType,
        ReplyTo: message.replyTo,
        SequenceNumber: message.sequenceNumber?.toNumber(),
        To: message.to,
        Subject: message.subject,
        Label: message.subject,
        CorrelationId: message.correlationId,
        ApplicationProperties: properties,
        UserProperties: properties,
        PartitionKey: message.partitionKey,
        SessionId: message.sessionId,
        ReplyToSessionId: message.replyToSessionId,
    };
};

/** A JSON value as the real host puts it into binding data: an object as it is, anything else as .NET prints it. */
const bodyValue = (value: unknown): unknown => {
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    return typeof value === 'number' ? String(value) : value;
};

/** The members of a body that is a JSON object, arrays and nulls excepted. */
const bodyMembers = (text: string): [string, unknown][] => {
    if (!/^\s*\{[\s\S]*\}\s*$/.test(text)) return [];
    try {
        const parsed: unknown = JSON.parse(text);
        return Object.entries(parsed as Record<string, unknown>)
            .filter(([, value]) => value !== null && !Array.isArray(value))
            .map(([name, value]) => [name, bodyValue(value)]);
    } catch {
        return [];
    }
};

/**
 * The trigger metadata of a message, as the real host's extension makes it. The members of a JSON body overwrite what is
 * named alike, whatever the case: nothing here can be trusted that a body could fake.
 *
 * @param text the message's body
 * @param message undefined where the message was made up by hand, through the admin endpoint
 */
export const toTriggerMetadata = (
    text: string,
    message: ServiceBusReceivedMessage | undefined,
): Record<string, RpcTypedData> => {
    const values = new Map(Object.entries(message === undefined ? {} : systemMetadata(message)));
    for (const [name, value] of bodyMembers(text)) {
        const known = [...values.keys()].find((key) => key.toLowerCase() === name.toLowerCase());
        values.set(known ?? name, value);
    }
    const present = [...values].filter(([, value]) => value !== undefined);
    return Object.fromEntries(present.map(([name, value]) => [name, toData(value)]));
};
