import { createQueue, type Queue, type QueueSettings } from '../../../local/servicebus/queue/queue.ts';
import { enqueue, type Submission } from '../../../local/servicebus/queue/enqueue.ts';
import type { MessageContent } from '../../../local/servicebus/message/content.ts';

const NO_CONTENT: MessageContent = {
    header: { durable: undefined, priority: undefined, firstAcquirer: undefined },
    annotations: {},
    properties: Buffer.alloc(0),
    applicationProperties: Buffer.alloc(0),
    body: Buffer.alloc(0),
};

/** A queue without broker, on a clock that stands still until a test moves it. */
export interface QueueOnClock {
    readonly queue: Queue;
    readonly deadLetters: Queue;
    /** milliseconds since the epoch */
    time: number;
    /** Sends a message and returns its sequence number. */
    send(messageId: string, fields?: Partial<Submission>): number;
}

/** An empty queue: locks of a minute, three deliveries, no limit in time. */
export const queueOnClock = (settings: Partial<QueueSettings> = {}): QueueOnClock => {
    let tokens = 0;
    const queue = createQueue(
        {
            name: 'q',
            lockMs: 60_000,
            maxDeliveryCount: 3,
            duplicateWindowMs: undefined,
            timeToLiveMs: Infinity,
            deadLetterOnExpiry: false,
            ...settings,
        },
        { clock: () => onClock.time, newLockToken: () => `token-${++tokens}` },
    );
    if (queue.deadLetters === undefined) throw new Error('a queue has dead letters');
    const onClock: QueueOnClock = {
        queue,
        deadLetters: queue.deadLetters,
        time: 1_000_000,
        send: (messageId, fields = {}) =>
            enqueue(queue, {
                messageId,
                content: NO_CONTENT,
                timeToLiveMs: undefined,
                scheduledFor: undefined,
                ...fields,
            }),
    };
    return onClock;
};

/** How many things a queue keeps of each kind: all zero once everything in it is done and over. */
export const heldBy = (queue: Queue): Record<string, number> => ({
    messages: queue.messages.size,
    ready: queue.ready.size,
    agenda: queue.agenda.size,
    locks: queue.locks.size,
    history: queue.history?.size ?? 0,
});
