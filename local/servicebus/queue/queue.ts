import type { MessageContent } from '../message/content.ts';
import { createDuplicateHistory, type DuplicateHistory } from './duplicate-history.ts';
import { createHeap, type Heap, type HeapEntry } from './heap.ts';

/** What a queue is like; durations in milliseconds. */
export interface QueueSettings {
    readonly name: string;
    readonly lockMs: number;
    /** deliveries that may fail before a message is dead-lettered */
    readonly maxDeliveryCount: number;
    /** undefined: no duplicate detection */
    readonly duplicateWindowMs: number | undefined;
    /** upper bound of every message's own time to live; Infinity for none */
    readonly timeToLiveMs: number;
    readonly deadLetterOnExpiry: boolean;
}

/** One message that a queue holds. Times are milliseconds since the epoch. */
export interface QueuedMessage {
    sequenceNumber: number;
    /** number it had in the queue it came from; 0 where it was sent here */
    readonly enqueuedSequenceNumber: number;
    readonly messageId: string;
    readonly content: MessageContent;
    enqueuedAt: number;
    /** from enqueuing, Infinity for ever */
    readonly timeToLiveMs: number;
    /** deliveries that failed so far */
    deliveryCount: number;
    state: 'active' | 'deferred' | 'scheduled';
    /** set for good once a message was scheduled */
    readonly scheduledFor: number | undefined;
    lock: { readonly token: string; readonly until: number } | undefined;
    /** application properties that settling has added or changed */
    changedProperties: Readonly<Record<string, unknown>>;
    /** queue that dead-lettered it */
    readonly deadLetterSource: string | undefined;
    /** its place among what can be received */
    ready: HeapEntry<QueuedMessage> | undefined;
    /** the one thing that time will do to it next: activate, unlock or expire it, as its state says */
    due: HeapEntry<QueuedMessage> | undefined;
}

/**
 * A queue's whole state. The files beside this one hold the functions that change it; none of them knows AMQP,
 * and time passes only by `clock`: whoever drives a queue calls `passTime` when `nextDue` has come.
 */
export interface Queue {
    readonly settings: QueueSettings;
    /** where what cannot be processed goes; undefined: this is such a queue itself */
    readonly deadLetters: Queue | undefined;
    readonly clock: () => number;
    readonly newLockToken: () => string;
    /** all that is held, by sequence number and in its order */
    readonly messages: Map<number, QueuedMessage>;
    /** what can be received, by sequence number */
    readonly ready: Heap<QueuedMessage>;
    readonly agenda: Heap<QueuedMessage>;
    readonly locks: Map<string, QueuedMessage>;
    readonly history: DuplicateHistory | undefined;
    lastSequenceNumber: number;
    /** called after every change of what is ready or of what is due next */
    changed: () => void;
}

/** Where a queue gets time and lock tokens (GUIDs in lower case) from. */
export interface QueueSources {
    readonly clock: () => number;
    readonly newLockToken: () => string;
}

const emptyQueue = (settings: QueueSettings, deadLetters: Queue | undefined, sources: QueueSources): Queue => ({
    settings,
    deadLetters,
    clock: sources.clock,
    newLockToken: sources.newLockToken,
    messages: new Map(),
    ready: createHeap(),
    agenda: createHeap(),
    locks: new Map(),
    history: settings.duplicateWindowMs === undefined ? undefined : createDuplicateHistory(settings.duplicateWindowMs),
    lastSequenceNumber: 0,
    changed: () => undefined,
});

/** Name under which a queue's dead letters are received. */
const deadLetterQueueName = (queueName: string): string => `${queueName}/$deadletterqueue`;

/** An empty queue together with its dead-letter queue, in which nothing expires or is given up. */
export const createQueue = (settings: QueueSettings, sources: QueueSources): Queue => {
    const deadLetterSettings: QueueSettings = {
        name: deadLetterQueueName(settings.name),
        lockMs: settings.lockMs,
        maxDeliveryCount: Infinity,
        duplicateWindowMs: undefined,
        timeToLiveMs: Infinity,
        deadLetterOnExpiry: false,
    };
    return emptyQueue(settings, emptyQueue(deadLetterSettings, undefined, sources), sources);
};

/** When `passTime` has something to do next, in milliseconds since the epoch; undefined: never, as things stand. */
export const nextDue = (queue: Queue): number | undefined => {
    const message = queue.agenda.first()?.key;
    const history = queue.history?.nextExpiry();
    if (message === undefined || history === undefined) return message ?? history;
    return Math.min(message, history);
};
