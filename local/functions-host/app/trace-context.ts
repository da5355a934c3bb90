import { randomBytes } from 'node:crypto';
import type { RpcTraceContext } from './core-api.ts';

const traceParentPattern = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/**
 * The W3C trace context of an invocation: a new span, in the caller's trace where it sent a valid one.
 *
 * @param parent the caller's `traceparent`
 */
export const createTraceContext = (parent?: string, state?: string): RpcTraceContext => {
    const [, traceId, flags] = traceParentPattern.exec(parent ?? '') ?? [];
    const span = randomBytes(8).toString('hex');
    return {
        traceParent: `00-${traceId ?? randomBytes(16).toString('hex')}-${span}-${flags ?? '00'}`,
        traceState: traceId === undefined ? '' : (state ?? ''),
        attributes: {},
    };
};
