import type { MessageContent } from '../message/content.ts';
import { passTime } from './pass-time.ts';
import type { Queue, QueuedMessage } from './queue.ts';
import { append, forget, makeReady, makeScheduled } from './transitions.ts';

/** What a sender hands in. */
export interface Submission {
    readonly messageId: string;
    readonly content: MessageContent;
    /** milliseconds; undefined: as the queue says */
    readonly timeToLiveMs: number | undefined;
    /** milliseconds since the epoch; undefined or past: at once */
    readonly scheduledFor: number | undefined;
}

/**
 * Takes a message in. A duplicate is accepted and dropped, as in Azure: its sender cannot tell.
 *
 * @returns the message's sequence number (that of a duplicate belongs to no message)
 */
export const enqueue = (queue: Queue, submission: Submission): number => {
    passTime(queue);
    const now = queue.clock();
    if (queue.history?.admit(submission.messageId, now) === false) return ++queue.lastSequenceNumber;
    const scheduledFor =
        submission.scheduledFor !== undefined && submission.scheduledFor > now ? submission.scheduledFor : undefined;
    const message: QueuedMessage = {
        sequenceNumber: 0,
        enqueuedSequenceNumber: 0,
        messageId: submission.messageId,
        content: submission.content,
        enqueuedAt: now,
        timeToLiveMs: Math.min(submission.timeToLiveMs ?? Infinity, queue.settings.timeToLiveMs),
        deliveryCount: 0,
        state: 'active',
        scheduledFor,
        lock: undefined,
        changedProperties: {},
        deadLetterSource: undefined,
        ready: undefined,
        due: undefined,
    };
    append(queue, message);
    if (scheduledFor === undefined) makeReady(queue, message);
    else makeScheduled(queue, message, scheduledFor);
    return message.sequenceNumber;
};

/**
 * Takes scheduled messages back: all of them, or none where one is not (or no longer) scheduled.
 *
 * @returns whether they were taken back
 */
export const cancelScheduled = (queue: Queue, sequenceNumbers: readonly number[]): boolean => {
    passTime(queue);
    const messages = sequenceNumbers.map((number) => queue.messages.get(number));
    if (!messages.every((message) => message?.state === 'scheduled')) return false;
    for (const message of messages) if (message !== undefined) forget(queue, message);
    return true;
};
