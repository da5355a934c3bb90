import type { AmqpError } from './rhea.ts';
import { entityNotFound, notImplemented } from './errors.ts';

/** What a link is attached to. */
export type Node =
    | { readonly kind: 'cbs' }
    | { readonly kind: 'queue' | 'management'; readonly path: string }
    | { readonly kind: 'refused'; readonly error: AmqpError };

const MANAGEMENT = '/$management';

/**
 * Reads a link's address, in which upper and lower case are the same.
 *
 * @param isQueue whether there is a queue (or dead-letter queue) of this name, given in lower case
 */
export const resolveAddress = (address: unknown, host: string, isQueue: (path: string) => boolean): Node => {
    if (typeof address !== 'string' || address === '') {
        return { kind: 'refused', error: notImplemented('Transactions and dynamic nodes are not supported.') };
    }
    // Some clients give the whole URI.
    const path = address.replace(/^\w+:\/\/[^/]*/, '').replace(/^\/+/, '');
    const key = path.toLowerCase();
    if (key === '$cbs') return { kind: 'cbs' };
    if (key.includes('/subscriptions/')) {
        return { kind: 'refused', error: notImplemented('Topics and subscriptions are not supported, only queues.') };
    }
    const isManagement = key.endsWith(MANAGEMENT);
    const queue = isManagement ? key.slice(0, -MANAGEMENT.length) : key;
    if (!isQueue(queue)) return { kind: 'refused', error: entityNotFound(host, path) };
    return { kind: isManagement ? 'management' : 'queue', path: queue };
};
