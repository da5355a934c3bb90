import type { FunctionHandler, InvocationContext } from '@azure/functions';
import { z } from 'zod';
import type { SpanFacts, Tracing } from '../ports/tracing.ts';
import { readTraceParent } from './trace-parent.ts';
import { lazily } from '../lazily.ts';

/** What a message brought along; the runtime writes its names with a small first letter. */
const metadata = lazily(() => z.looseObject({ applicationProperties: z.looseObject({ traceparent: z.string() }) }));

const traceOfMessage = ({ triggerMetadata }: InvocationContext): string | undefined =>
    metadata().safeParse(triggerMetadata).data?.applicationProperties.traceparent;

const factsOf = ({ functionName, invocationId, options }: InvocationContext): SpanFacts => {
    const { type, methods, route, queueName }: Readonly<Record<string, unknown>> = { ...options.trigger };
    return {
        'faas.name': functionName,
        'faas.invocation_id': invocationId,
        'faas.trigger': String(type),
        // The route as it was registered: an address as it was called may hold a token.
        ...(typeof route === 'string' ? { 'http.route': `/api/${route}` } : {}),
        ...(Array.isArray(methods) ? { 'http.request.method': String(methods[0]) } : {}),
        ...(typeof queueName === 'string' ? { 'messaging.destination.name': queueName } : {}),
    };
};

const answered = lazily(() => z.looseObject({ status: z.number() }));

/** The trace that an invocation belongs to: the host's, unless its message is of another. */
function traceOf(context: InvocationContext): string | undefined {
    const ofMessage = traceOfMessage(context);
    const ofHost = context.traceContext?.traceParent;
    const traceId = (trace: string | undefined) => readTraceParent(trace)?.traceId;
    return traceId(ofMessage) === undefined || traceId(ofMessage) === traceId(ofHost) ? ofHost : ofMessage;
}

/**
 * A function as a span: in the trace of its message, where it has one, else in that of the host's. The host tells of the
 * request itself, so this is no second one.
 */
export const traced =
    (tracing: Tracing, handler: FunctionHandler): FunctionHandler =>
    (trigger: unknown, context): Promise<unknown> =>
        tracing.continueFrom(
            traceOf(context),
            { name: context.functionName, facts: factsOf(context) },
            async (span) => {
                const result: unknown = await handler(trigger, context);
                const { data } = answered().safeParse(result);
                if (data !== undefined) span.note({ 'http.response.status_code': data.status });
                return result;
            },
        );
