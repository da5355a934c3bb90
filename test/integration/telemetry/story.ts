import type { InvocationContext } from '@azure/functions';
import { logOver } from '../../../shared/invocation-log.ts';
import type { Log } from '../../../shared/ports/log.ts';
import { traced } from '../../../shared/telemetry/invocation.ts';
import type { OpenTelemetry } from '../../../shared/telemetry/sdk.ts';

/** A request as the host hands it to a function, traced as every invocation is. */
export async function asked<T>(
    { tracing, log }: OpenTelemetry,
    functionName: string,
    work: (log: Log) => Promise<T>,
    traceParent?: string,
): Promise<T> {
    const context = {
        functionName,
        invocationId: '00000000-0000-4000-8000-0000000000ff',
        options: { trigger: { type: 'httpTrigger', methods: ['POST'], route: functionName } },
        ...(traceParent === undefined ? {} : { traceContext: { traceParent } }),
        info: (line: string) => log('info', line),
        warn: (line: string) => log('warn', line),
        error: (line: string) => log('error', line),
    } as unknown as InvocationContext;
    return (await traced(tracing, () => work(logOver(context)))(undefined, context)) as T;
}
