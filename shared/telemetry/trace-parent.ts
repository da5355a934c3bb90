import type { SpanContext } from '@opentelemetry/api';

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
/** The only flag of this version that is known. */
const SAMPLED = 1;

/** The span that a `traceparent` names; undefined where it is none. */
export function readTraceParent(text: string | null | undefined): SpanContext | undefined {
    const [found, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(text ?? '') ?? [];
    if (found === undefined) return undefined;
    return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & SAMPLED, isRemote: true };
}

export const writeTraceParent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
    `00-${traceId}-${spanId}-0${traceFlags & SAMPLED}`;
