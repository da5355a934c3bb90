import { tagToToken } from '../message/lock-token.ts';
import type { Queue } from '../queue/queue.ts';
import { settle, type Disposition, type Properties } from '../queue/settle.ts';
import { alreadyDeadLettered, lockLost } from './errors.ts';
import { messages, type AmqpError, type Delivery, type Events, type Sender, type Typed } from './rhea.ts';

/** The entries of an AMQP map that have a value. */
export const givenProperties = (map: unknown): Properties =>
    typeof map === 'object' && map !== null
        ? Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined))
        : {};

const answer = (delivery: Delivery, outcome: Typed): void => {
    delivery.update(true, outcome);
    // The client settled when it sent its disposition and will not say so again; unless told, rhea would keep the
    // delivery for ever.
    delivery.remote_settled = true;
};

/** The outcomes a client may give a delivery, by rhea's event for them. */
const readers: Record<string, (state: unknown) => Disposition> = {
    accepted: () => ({ kind: 'complete' }),
    released: () => ({ kind: 'release' }),
    modified: (state) => {
        const { undeliverable_here: undeliverable, message_annotations: changed } = state as Record<string, unknown>;
        return { kind: undeliverable === true ? 'defer' : 'abandon', properties: givenProperties(changed) };
    },
    rejected: (state) => {
        const { error } = state as { error?: AmqpError | null };
        return { kind: 'dead-letter', properties: givenProperties(error?.info) };
    },
};

/** Settles in the queue what the client settles on this link, and tells it how that went. */
export const serveSettlement = (link: Sender, queue: Queue): void => {
    for (const [event, read] of Object.entries(readers)) {
        link.on(event, ({ delivery }: Events['settlement']) => {
            // An empty tag or one of receive-and-delete is no lock token, and so finds no lock.
            const token = delivery.tag.length === 16 ? tagToToken(delivery.tag) : '';
            const result = settle(queue, token, read(delivery.remote_state));
            // Success is answered as accepted whatever was asked for: clients take any rejected for a failure.
            if (result === 'settled') answer(delivery, messages.accepted().described());
            else if (result === 'lock-lost') answer(delivery, messages.rejected({ error: lockLost() }).described());
            else answer(delivery, messages.rejected({ error: alreadyDeadLettered() }).described());
        });
    }
};
