import { passTime } from './pass-time.ts';
import type { Queue, QueuedMessage } from './queue.ts';
import { forget, lock } from './transitions.ts';

/** `peek-lock`: the receiver settles it later; `receive-and-delete`: handing it out removes it. */
export type ReceiveMode = 'peek-lock' | 'receive-and-delete';

const handOut = (queue: Queue, message: QueuedMessage, mode: ReceiveMode): QueuedMessage => {
    if (mode === 'peek-lock') lock(queue, message);
    else forget(queue, message);
    return message;
};

/** The next message in order, locked or removed as `mode` says; undefined where nothing can be received. */
export const receiveNext = (queue: Queue, mode: ReceiveMode): QueuedMessage | undefined => {
    passTime(queue);
    const next = queue.ready.first();
    return next === undefined ? undefined : handOut(queue, next.value, mode);
};

/**
 * Deferred messages by their sequence numbers: all of them, or undefined where one is not deferred, is locked by
 * another receiver or does not exist.
 */
export const receiveDeferred = (
    queue: Queue,
    sequenceNumbers: readonly number[],
    mode: ReceiveMode,
): QueuedMessage[] | undefined => {
    passTime(queue);
    const found: QueuedMessage[] = [];
    for (const number of new Set(sequenceNumbers)) {
        const message = queue.messages.get(number);
        if (message?.state !== 'deferred' || message.lock !== undefined) return undefined;
        found.push(message);
    }
    return found.map((message) => handOut(queue, message, mode));
};

/**
 * Up to `count` messages from a sequence number on, whatever their state, without locking or removing them.
 * Walks over the messages before that number: fine for looking, not for receiving.
 */
export const peek = (queue: Queue, fromSequenceNumber: number, count: number): QueuedMessage[] => {
    passTime(queue);
    const found: QueuedMessage[] = [];
    for (const message of queue.messages.values()) {
        if (found.length >= count) break;
        if (message.sequenceNumber >= fromSequenceNumber) found.push(message);
    }
    return found;
};
