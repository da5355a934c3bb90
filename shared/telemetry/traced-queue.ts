import type { Queue } from '../ports/queue.ts';
import type { Tracing } from '../ports/tracing.ts';

/**
 * The same queue, with each message carrying the trace that it belongs to: the one that the sender names, as of an
 * invite, else that of what is under way.
 */
export const tracedQueue = <Body>(name: string, queue: Queue<Body>, tracing: Tracing): Queue<Body> => ({
    send: (body, options) => {
        const facts = { 'messaging.system': 'servicebus', 'messaging.destination.name': name };
        return tracing.continueFrom(options.trace, { name: `send ${name}`, kind: 'producer', facts }, () =>
            queue.send(body, { ...options, trace: tracing.carry() ?? options.trace }),
        );
    },
});
