import { giveBack, returnAfterFailure } from './outcomes.ts';
import { passTime } from './pass-time.ts';
import type { Queue } from './queue.ts';
import { deadLetter, forget, lock, makeDeferred } from './transitions.ts';

/** Application properties to add or change. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a receiver does with a message it holds the lock of. */
export type Disposition =
    | { readonly kind: 'complete' }
    /** given back untried: no delivery has failed */
    | { readonly kind: 'release' }
    | { readonly kind: 'abandon'; readonly properties: Properties }
    | { readonly kind: 'defer'; readonly properties: Properties }
    | { readonly kind: 'dead-letter'; readonly properties: Properties };

/** `lock-lost`: the lock ran out, or the message is settled already. `not-allowed`: it is a dead letter already. */
export type SettleResult = 'settled' | 'lock-lost' | 'not-allowed';

/** Settles the message that `lockToken` stands for. */
export const settle = (queue: Queue, lockToken: string, disposition: Disposition): SettleResult => {
    passTime(queue);
    const message = queue.locks.get(lockToken);
    if (message === undefined) return 'lock-lost';
    if (disposition.kind === 'complete') {
        forget(queue, message);
        return 'settled';
    }
    if (disposition.kind === 'release') {
        giveBack(queue, message);
        return 'settled';
    }
    if (disposition.kind === 'dead-letter') {
        if (queue.deadLetters === undefined) {
            giveBack(queue, message);
            return 'not-allowed';
        }
        deadLetter(queue, message, disposition.properties);
        return 'settled';
    }
    message.changedProperties = { ...message.changedProperties, ...disposition.properties };
    if (disposition.kind === 'abandon') {
        returnAfterFailure(queue, message);
    } else {
        message.deliveryCount += 1;
        makeDeferred(queue, message);
    }
    return 'settled';
};

/**
 * Gives the receivers that hold these locks the queue's lock duration again, counted from now: all or none.
 *
 * @returns when each runs out, in milliseconds since the epoch; undefined where one is lost
 */
export const renewLocks = (queue: Queue, lockTokens: readonly string[]): number[] | undefined => {
    passTime(queue);
    const messages = lockTokens.map((token) => queue.locks.get(token)).filter((message) => message !== undefined);
    if (messages.length < lockTokens.length) return undefined;
    return messages.map((message) => lock(queue, message).until);
};
