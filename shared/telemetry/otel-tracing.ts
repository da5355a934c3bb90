import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Link, Tracer } from '@opentelemetry/api';
import type { RunningSpan, SpanOf, Tracing } from '../ports/tracing.ts';
import type { Contexts } from './contexts.ts';
import { errorName } from './error-name.ts';
import { readTraceParent, writeTraceParent } from './trace-parent.ts';

const KINDS = { client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, internal: SpanKind.INTERNAL } as const;

/**
 * Spans by OpenTelemetry. Its globals are left alone: what is under way is known to `contexts`, so that a process may
 * have several of these, and no library finds one by chance.
 */
export function otelTracing(tracer: Tracer, contexts: Contexts): Tracing {
    async function run<T>(
        { name, kind = 'internal', facts = {} }: SpanOf,
        parent: Context,
        links: Link[],
        work: (span: RunningSpan) => Promise<T>,
    ): Promise<T> {
        const span = tracer.startSpan(name, { kind: KINDS[kind], attributes: { ...facts }, links }, parent);
        try {
            return await contexts.with(trace.setSpan(parent, span), () =>
                work({ note: (more) => void span.setAttributes({ ...more }) }),
            );
        } catch (error) {
            // Its message may say whom it was about.
            span.setAttribute('error.type', errorName(error));
            span.setStatus({ code: SpanStatusCode.ERROR });
            throw error;
        } finally {
            span.end();
        }
    }

    return {
        span: (what, work) => run(what, contexts.active(), [], work),
        carry: () => {
            const current = trace.getSpanContext(contexts.active());
            return current && writeTraceParent(current);
        },
        continueFrom: (traceParent, what, work) => {
            const active = contexts.active();
            const current = trace.getSpanContext(active);
            const carried = readTraceParent(traceParent);
            if (carried === undefined || carried.traceId === current?.traceId) return run(what, active, [], work);
            const links = current === undefined ? [] : [{ context: current }];
            return run(what, trace.setSpanContext(active, carried), links, work);
        },
        relate: (traceParent) => {
            const span = trace.getSpan(contexts.active());
            const context = readTraceParent(traceParent);
            if (context !== undefined && context.traceId !== span?.spanContext().traceId) span?.addLink({ context });
        },
    };
}
