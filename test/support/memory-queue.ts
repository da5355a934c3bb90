import type { Queue } from '../../shared/ports/queue.ts';

export interface Sent<Body> {
    body: Body;
    messageId: string;
    notBefore: Date | undefined;
}

/** A queue in memory, with duplicate detection and scheduled messages as Service Bus has them. */
export interface MemoryQueue<Body> extends Queue<Body> {
    /** Takes out the first message that is due; undefined where none is. */
    take(now: Date): Sent<Body> | undefined;
    /** Messages waiting, due or not. */
    readonly waiting: readonly Sent<Body>[];
    /** Every message that was not dropped as a repeat. */
    readonly accepted: readonly Sent<Body>[];
}

export function memoryQueue<Body>(onSend: () => void = () => undefined): MemoryQueue<Body> {
    const waiting: Sent<Body>[] = [];
    const accepted: Sent<Body>[] = [];
    const known = new Set<string>();
    return {
        waiting,
        accepted,
        send: (body, { messageId, notBefore }) => {
            onSend();
            if (!known.has(messageId)) {
                known.add(messageId);
                const message = { body, messageId, notBefore };
                waiting.push(message);
                accepted.push(message);
            }
            return Promise.resolve();
        },
        take: (now) => {
            const index = waiting.findIndex(({ notBefore }) => notBefore === undefined || notBefore <= now);
            return index === -1 ? undefined : waiting.splice(index, 1)[0];
        },
    };
}
