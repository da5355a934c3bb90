import type { InvocationContext } from '@azure/functions';
import type { Queue } from '../../shared/ports/queue.ts';

/** As the queues of this product have it. */
const LOCK_MS = 60_000;
const MOST_DELIVERIES = 10;
const DUPLICATES_MS = 30 * 60_000;

interface Message {
    body: unknown;
    messageId: string;
    trace: string | undefined;
    /** Not delivered before this time: scheduled, or locked by a function that died. */
    notBefore: number;
    enqueuedAt: number;
    deliveries: number;
}

export type Handler = (body: unknown, context: InvocationContext) => Promise<void>;

/** How a delivery ended; `died` is a process that neither completed nor abandoned the message. */
export type Settled = 'completed' | 'abandoned' | 'died';

export interface MemoryBroker {
    queue<Body>(name: string): Queue<Body>;
    /** What the functions on a queue and on its dead-letter queue do. */
    listen(name: string, handlers: { onMessage: Handler; onDeadLetter: Handler }): void;
    /** Delivers one message that is due; undefined where there is none. */
    deliverOne(): Promise<Settled | undefined>;
    /** Delivers the next message twice at once, as a broker may. */
    deliverTwice(): Promise<void>;
    /** Puts a message in as it is, without looking for duplicates. */
    inject(name: string, body: unknown, messageId: string): void;
    /** Forgets every message, as a broker that holds them in memory does when it ends. */
    lose(): void;
    /** Messages that are waiting, in all queues. */
    waiting(): { queue: string; messageId: string; body: unknown; notBefore: number }[];
    /** How often a message was delivered, in all. */
    readonly deliveries: { count: number };
}

function contextOf(name: string, message: Message, invocation: number): InvocationContext {
    const context = {
        functionName: name,
        options: { trigger: { type: 'serviceBusTrigger', queueName: name } },
        invocationId: `00000000-0000-4000-8000-${String(invocation).padStart(12, '0')}`,
        triggerMetadata: {
            messageId: message.messageId,
            deliveryCount: message.deliveries,
            enqueuedTimeUtc: new Date(message.enqueuedAt).toISOString(),
            applicationProperties: message.trace === undefined ? {} : { traceparent: message.trace },
        },
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
    };
    return context as unknown as InvocationContext;
}

/**
 * Service Bus in memory, with what a Functions host does around it: peek lock, abandon with immediate
 * redelivery, dead letters after ten deliveries, scheduled messages and duplicate detection.
 *
 * @param hasDied whether the process died during the delivery that has just ended
 */
export function memoryBroker(clock: { now(): Date }, hasDied: () => boolean): MemoryBroker {
    const queues = new Map<string, Message[]>();
    const seen = new Map<string, number>();
    const handlers = new Map<string, Handler>();
    const deliveries = { count: 0 };
    const at = () => clock.now().getTime();
    const messagesOf = (name: string): Message[] => {
        const found = queues.get(name) ?? [];
        queues.set(name, found);
        return found;
    };
    const enqueue = (name: string, body: unknown, messageId: string, notBefore: number, trace?: string | null) =>
        messagesOf(name).push({
            body: structuredClone(body),
            messageId,
            trace: trace ?? undefined,
            notBefore,
            enqueuedAt: Math.max(at(), notBefore),
            deliveries: 0,
        });

    /** The next message that is due, and the queue it waits in. */
    const next = () => {
        for (const [name, messages] of queues) {
            const message = messages.find(({ notBefore }) => notBefore <= at());
            if (message !== undefined && handlers.has(name)) return { name, message };
        }
        return undefined;
    };

    async function run(name: string, message: Message): Promise<boolean> {
        const handler = handlers.get(name);
        if (handler === undefined) throw new Error(`Nobody listens on ${name}.`);
        message.deliveries += 1;
        deliveries.count += 1;
        try {
            await handler(structuredClone(message.body), contextOf(name, message, deliveries.count));
            return true;
        } catch {
            return false;
        }
    }

    function settle(name: string, message: Message, isDone: boolean): Settled {
        const messages = messagesOf(name);
        if (hasDied()) {
            message.notBefore = at() + LOCK_MS;
            if (message.deliveries < MOST_DELIVERIES) return 'died';
        }
        const index = messages.indexOf(message);
        if (isDone && !hasDied()) {
            if (index >= 0) messages.splice(index, 1);
            return 'completed';
        }
        if (message.deliveries >= MOST_DELIVERIES && !name.endsWith('/dead')) {
            if (index >= 0) messages.splice(index, 1);
            messagesOf(`${name}/dead`).push({ ...message, deliveries: 0 });
        }
        return 'abandoned';
    }

    return {
        deliveries,
        queue: (name) => ({
            send: async (body, { messageId, notBefore, trace }) => {
                await Promise.resolve();
                const key = `${name} ${messageId}`;
                const before = seen.get(key);
                if (before !== undefined && at() - before < DUPLICATES_MS) return;
                seen.set(key, at());
                enqueue(name, body, messageId, notBefore?.getTime() ?? 0, trace);
            },
        }),
        listen: (name, { onMessage, onDeadLetter }) => {
            handlers.set(name, onMessage);
            handlers.set(`${name}/dead`, onDeadLetter);
        },
        deliverOne: async () => {
            const found = next();
            return found && settle(found.name, found.message, await run(found.name, found.message));
        },
        deliverTwice: async () => {
            const found = next();
            if (found === undefined) throw new Error('There is no message to deliver.');
            const { name, message } = found;
            const done = await Promise.all([run(name, message), run(name, message)]);
            settle(name, message, done.some(Boolean));
        },
        inject: (name, body, messageId) => enqueue(name, body, messageId, 0),
        lose: () => queues.clear(),
        waiting: () =>
            [...queues].flatMap(([queue, messages]) =>
                messages.map(({ messageId, body, notBefore }) => ({ queue, messageId, body, notBefore })),
            ),
    };
}
