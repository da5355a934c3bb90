import type { Queue, QueuedMessage } from './queue.ts';

/*
 * The steps of a message's life. Each leaves the message in exactly the collections its state calls for
 * and tells the queue's driver; deciding which step to take is for the callers.
 */

const leaveQueues = (queue: Queue, message: QueuedMessage): void => {
    if (message.ready !== undefined) queue.ready.remove(message.ready);
    if (message.due !== undefined) queue.agenda.remove(message.due);
    if (message.lock !== undefined) queue.locks.delete(message.lock.token);
    message.ready = undefined;
    message.due = undefined;
    message.lock = undefined;
};

const expiry = (message: QueuedMessage): number => message.enqueuedAt + message.timeToLiveMs;

const expireInTime = (queue: Queue, message: QueuedMessage): void => {
    const at = expiry(message);
    if (at !== Infinity) message.due = queue.agenda.push(at, message);
};

/** Whether a message's time to live is over. */
export const isExpired = (queue: Queue, message: QueuedMessage): boolean => expiry(message) <= queue.clock();

/** Gives the message the next sequence number, behind everything the queue holds. */
export const append = (queue: Queue, message: QueuedMessage): void => {
    queue.messages.delete(message.sequenceNumber);
    message.sequenceNumber = ++queue.lastSequenceNumber;
    queue.messages.set(message.sequenceNumber, message);
};

/** It can be received, in the place its sequence number gives it. */
export const makeReady = (queue: Queue, message: QueuedMessage): void => {
    leaveQueues(queue, message);
    message.state = 'active';
    message.ready = queue.ready.push(message.sequenceNumber, message);
    expireInTime(queue, message);
    queue.changed();
};

/** It waits for the time it was scheduled for. */
export const makeScheduled = (queue: Queue, message: QueuedMessage, until: number): void => {
    leaveQueues(queue, message);
    message.state = 'scheduled';
    message.due = queue.agenda.push(until, message);
    queue.changed();
};

/** It is put aside and can be received by its sequence number alone. */
export const makeDeferred = (queue: Queue, message: QueuedMessage): void => {
    leaveQueues(queue, message);
    message.state = 'deferred';
    expireInTime(queue, message);
    queue.changed();
};

/** Nobody else can receive it for the queue's lock duration. A message that is locked already gets more time. */
export const lock = (queue: Queue, message: QueuedMessage): { token: string; until: number } => {
    const token = message.lock?.token ?? queue.newLockToken();
    const held = { token, until: queue.clock() + queue.settings.lockMs };
    leaveQueues(queue, message);
    message.lock = held;
    queue.locks.set(token, message);
    message.due = queue.agenda.push(held.until, message);
    queue.changed();
    return held;
};

/** It is gone for good. */
export const forget = (queue: Queue, message: QueuedMessage): void => {
    leaveQueues(queue, message);
    queue.messages.delete(message.sequenceNumber);
    queue.changed();
};

/** It goes to the dead-letter queue, which keeps its delivery count and the time it was first enqueued. */
export const deadLetter = (
    queue: Queue,
    message: QueuedMessage,
    properties: Readonly<Record<string, unknown>>,
): void => {
    forget(queue, message);
    const target = queue.deadLetters;
    if (target === undefined) throw new Error(`${queue.settings.name} has no dead-letter queue of its own`);
    const moved: QueuedMessage = {
        ...message,
        enqueuedSequenceNumber: message.sequenceNumber,
        timeToLiveMs: Infinity,
        scheduledFor: undefined,
        changedProperties: { ...message.changedProperties, ...properties },
        deadLetterSource: queue.settings.name,
        sequenceNumber: 0,
    };
    append(target, moved);
    makeReady(target, moved);
};
