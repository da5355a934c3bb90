import type { Queue, QueuedMessage } from './queue.ts';
import { deadLetter, forget, isExpired, makeDeferred, makeReady } from './transitions.ts';

/** Its time to live is over: dead-lettered where the queue says so, else dropped. */
export const expire = (queue: Queue, message: QueuedMessage): void => {
    if (queue.settings.deadLetterOnExpiry) {
        deadLetter(queue, message, {
            DeadLetterReason: 'TTLExpiredException',
            DeadLetterErrorDescription: 'The message expired and was dead lettered.',
        });
    } else {
        forget(queue, message);
    }
};

/** It is no longer locked, and is again what it was before. */
export const giveBack = (queue: Queue, message: QueuedMessage): void => {
    if (message.state === 'deferred') makeDeferred(queue, message);
    else makeReady(queue, message);
};

/** A lock ended without the message being done with: back where it came from, unless it failed too often. */
export const returnAfterFailure = (queue: Queue, message: QueuedMessage): void => {
    // Dead letters are not given up a second time, so their count says how often the queue itself had tried.
    if (queue.deadLetters !== undefined) message.deliveryCount += 1;
    if (isExpired(queue, message)) {
        expire(queue, message);
    } else if (queue.deadLetters !== undefined && message.deliveryCount >= queue.settings.maxDeliveryCount) {
        deadLetter(queue, message, {
            DeadLetterReason: 'MaxDeliveryCountExceeded',
            DeadLetterErrorDescription: `Message could not be consumed after ${message.deliveryCount} delivery attempts.`,
        });
    } else {
        giveBack(queue, message);
    }
};
