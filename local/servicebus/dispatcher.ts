import { passTime } from './queue/pass-time.ts';
import { nextDue, type Queue, type QueuedMessage } from './queue/queue.ts';
import { receiveNext, type ReceiveMode } from './queue/receive.ts';

/** Somebody who waits for messages of a queue. */
export interface Consumer {
    readonly mode: ReceiveMode;
    /** messages it takes at this moment */
    credit(): number;
    /** Takes one message, which is locked or removed already. */
    deliver(message: QueuedMessage): void;
}

/** Drives a queue: lets its time pass and hands out what is ready, to its consumers in turn. */
export interface Dispatcher {
    readonly queue: Queue;
    /** @returns a function that takes the consumer away again */
    add(consumer: Consumer): () => void;
    /** Hands out what can be handed out now; otherwise this happens by itself, as soon as anything changes. */
    dispatch(): void;
    close(): void;
}

// Timers do not follow when the clock is set, or when the machine slept: so none sleeps for long.
const LONGEST_SLEEP_MS = 1000;

/** Starts to drive a queue. Nobody else may let its time pass by a timer. */
export const createDispatcher = (queue: Queue): Dispatcher => {
    const consumers: Consumer[] = [];
    let turn = 0;
    let timer: { readonly handle: NodeJS.Timeout; readonly at: number } | undefined;
    let scheduled = false;
    let closed = false;

    const nextConsumer = (): Consumer | undefined => {
        const willing = (consumer: Consumer) => consumer.credit() > 0;
        const ahead = consumers.slice(turn).findIndex(willing);
        const index = ahead >= 0 ? turn + ahead : consumers.findIndex(willing);
        turn = index + 1;
        return consumers[index];
    };

    const sleep = (): void => {
        const due = nextDue(queue);
        // A timer that is early arms the next one itself, so only a later one has to be replaced.
        if (due === undefined || (timer !== undefined && timer.at <= due)) return;
        clearTimeout(timer?.handle);
        const delay = Math.min(Math.max(due - queue.clock(), 1), LONGEST_SLEEP_MS);
        const handle = setTimeout(() => {
            timer = undefined;
            dispatch();
        }, delay);
        timer = { handle, at: due };
    };

    const dispatch = (): void => {
        if (closed) return;
        passTime(queue);
        for (;;) {
            const consumer = queue.ready.size > 0 ? nextConsumer() : undefined;
            const message = consumer === undefined ? undefined : receiveNext(queue, consumer.mode);
            if (consumer === undefined || message === undefined) break;
            consumer.deliver(message);
        }
        sleep();
    };

    queue.changed = () => {
        if (scheduled) return;
        scheduled = true;
        process.nextTick(() => {
            scheduled = false;
            dispatch();
        });
    };

    return {
        queue,
        add(consumer) {
            consumers.push(consumer);
            return () => {
                const index = consumers.indexOf(consumer);
                if (index >= 0) consumers.splice(index, 1);
            };
        },
        dispatch,
        close() {
            closed = true;
            clearTimeout(timer?.handle);
        },
    };
};
