import { expire, returnAfterFailure } from './outcomes.ts';
import type { Queue, QueuedMessage } from './queue.ts';
import { append, makeReady } from './transitions.ts';

const activate = (queue: Queue, message: QueuedMessage): void => {
    // Enqueued only now: Azure gives it a new number and its time to live begins.
    append(queue, message);
    message.enqueuedAt = queue.clock();
    makeReady(queue, message);
};

/** Does all that is due by now: locks that ran out, messages scheduled for now, messages and IDs that are too old. */
export const passTime = (queue: Queue): void => {
    const now = queue.clock();
    for (let due = queue.agenda.first(); due !== undefined && due.key <= now; due = queue.agenda.first()) {
        const message = due.value;
        if (message.lock !== undefined) returnAfterFailure(queue, message);
        else if (message.state === 'scheduled') activate(queue, message);
        else expire(queue, message);
    }
    queue.history?.prune(now);
};
