import { z } from 'zod';
import { readMessage } from '../message/incoming.ts';
import { bytesToToken, tokenToBytes } from '../message/lock-token.ts';
import { writeMessage } from '../message/outgoing.ts';
import { MalformedMessageError } from '../message/sections.ts';
import { cancelScheduled, enqueue } from '../queue/enqueue.ts';
import type { Queue, QueuedMessage } from '../queue/queue.ts';
import { peek, receiveDeferred } from '../queue/receive.ts';
import { renewLocks, settle, type Disposition } from '../queue/settle.ts';
import { alreadyDeadLettered, argumentError, lockLost, messageNotFound, notAllowed, notImplemented } from './errors.ts';
import type { Answer, Request } from './request-response.ts';
import { types } from './rhea.ts';
import { MAX_MESSAGE_SIZE } from './sending-link.ts';
import { givenProperties } from './settlement.ts';

/*
 * The operations of `<queue>/$management`, each from the body of a request to its answer
 * (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response).
 */

const TYPE_LONG = 0x81;
const TYPE_TIMESTAMP = 0x83;
const MAX_PEEKED = 256;

const buffer = z.custom<Buffer>((value) => Buffer.isBuffer(value), 'must be binary');
const lockTokens = z.array(buffer.refine(({ length }) => length === 16, 'must be a UUID')).min(1);
const sequenceNumbers = z.array(z.number()).min(1);

const operation =
    <T>(schema: z.ZodType<T>, handle: (queue: Queue, body: T) => Answer) =>
    (queue: Queue, body: unknown): Answer => {
        const parsed = schema.safeParse(body);
        if (parsed.success) return handle(queue, parsed.data);
        const [issue] = parsed.error.issues;
        return {
            status: 400,
            error: argumentError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`),
        };
    };

const renewLock = operation(z.object({ 'lock-tokens': lockTokens }), (queue, body) => {
    const ends = renewLocks(queue, body['lock-tokens'].map(bytesToToken));
    if (ends === undefined) return { status: 410, error: lockLost() };
    return { status: 200, body: { expirations: types.wrap_array(ends, TYPE_TIMESTAMP, undefined) } };
});

const disposition = z.object({
    'lock-tokens': lockTokens,
    // spelt as in the protocol
    'disposition-status': z.enum(['completed', 'abandoned', 'defered', 'suspended']),
    'deadletter-reason': z.string().nullish(),
    'deadletter-description': z.string().nullish(),
    'properties-to-modify': z.record(z.string(), z.unknown()).nullish(),
});

const toDisposition = (body: z.infer<typeof disposition>): Disposition => {
    const properties = givenProperties(body['properties-to-modify']);
    switch (body['disposition-status']) {
        case 'completed':
            return { kind: 'complete' };
        case 'abandoned':
            return { kind: 'abandon', properties };
        case 'defered':
            return { kind: 'defer', properties };
        case 'suspended':
            return {
                kind: 'dead-letter',
                properties: givenProperties({
                    ...properties,
                    DeadLetterReason: body['deadletter-reason'],
                    DeadLetterErrorDescription: body['deadletter-description'],
                }),
            };
    }
};

const updateDisposition = operation(disposition, (queue, body) => {
    const results = body['lock-tokens'].map((token) => settle(queue, bytesToToken(token), toDisposition(body)));
    if (results.includes('lock-lost')) return { status: 410, error: lockLost() };
    if (results.includes('not-allowed')) return { status: 400, error: alreadyDeadLettered() };
    return { status: 200 };
});

const scheduleMessage = operation(
    z.object({ messages: z.array(z.object({ message: buffer })).min(1) }),
    (queue, body) => {
        if (queue.deadLetters === undefined) {
            return { status: 400, error: notAllowed('Nothing can be sent to a dead-letter queue.') };
        }
        try {
            const submissions = body.messages.map(({ message }) => readMessage(message));
            const numbers = submissions.map((submission) => enqueue(queue, submission));
            return { status: 200, body: { 'sequence-numbers': types.wrap_array(numbers, TYPE_LONG, undefined) } };
        } catch (error) {
            if (!(error instanceof MalformedMessageError)) throw error;
            return { status: 400, error: argumentError(error.message) };
        }
    },
);

const cancelScheduledMessage = operation(z.object({ 'sequence-numbers': sequenceNumbers }), (queue, body) =>
    cancelScheduled(queue, body['sequence-numbers'])
        ? { status: 200 }
        : { status: 404, error: messageNotFound('A message is not, or no longer, scheduled under this number.') },
);

/** As many messages as fit one answer, and at least one. */
const fitting = (messages: readonly QueuedMessage[], omitBody: boolean): { message: Buffer }[] => {
    const encoded: { message: Buffer }[] = [];
    let size = 0;
    for (const queued of messages) {
        const message = writeMessage(queued, { omitBody });
        size += message.length;
        if (size > MAX_MESSAGE_SIZE && encoded.length > 0) break;
        encoded.push({ message });
    }
    return encoded;
};

const peekMessage = operation(
    z.object({
        'from-sequence-number': z.number(),
        'message-count': z.int().min(1),
        'omit-message-body': z.boolean().nullish(),
    }),
    (queue, body) => {
        const messages = peek(queue, body['from-sequence-number'], Math.min(body['message-count'], MAX_PEEKED));
        if (messages.length === 0) return { status: 204 };
        return { status: 200, body: { messages: fitting(messages, body['omit-message-body'] ?? false) } };
    },
);

const receiveBySequenceNumber = operation(
    z.object({ 'sequence-numbers': sequenceNumbers, 'receiver-settle-mode': z.union([z.literal(0), z.literal(1)]) }),
    (queue, body) => {
        const mode = body['receiver-settle-mode'] === 0 ? 'receive-and-delete' : 'peek-lock';
        const messages = receiveDeferred(queue, body['sequence-numbers'], mode);
        if (messages === undefined) {
            return { status: 404, error: messageNotFound('A message is not deferred, or locked, or does not exist.') };
        }
        const received = messages.map((queued) => ({
            message: writeMessage(queued),
            ...(queued.lock === undefined ? {} : { 'lock-token': types.wrap_uuid(tokenToBytes(queued.lock.token)) }),
        }));
        return { status: 200, body: { messages: received } };
    },
);

const operations = new Map([
    ['com.microsoft:renew-lock', renewLock],
    ['com.microsoft:update-disposition', updateDisposition],
    ['com.microsoft:schedule-message', scheduleMessage],
    ['com.microsoft:cancel-scheduled-message', cancelScheduledMessage],
    ['com.microsoft:peek-message', peekMessage],
    ['com.microsoft:receive-by-sequence-number', receiveBySequenceNumber],
]);

/** Answers a request to a queue's management node. */
export const answerManagementRequest = (queue: Queue, request: Request): Answer => {
    const handle = typeof request.operation === 'string' ? operations.get(request.operation) : undefined;
    if (handle !== undefined) return handle(queue, request.body);
    return { status: 501, error: notImplemented(`The operation "${String(request.operation)}" is not supported.`) };
};
