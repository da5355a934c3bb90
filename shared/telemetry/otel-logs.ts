import { TraceFlags, trace } from '@opentelemetry/api';
import type { LoggerProvider } from '@opentelemetry/sdk-logs';
import type { Log } from '../ports/log.ts';
import { readLine } from '../invocation-log.ts';
import type { Contexts } from './contexts.ts';

export type LogLevel = keyof Log;

type Logger = ReturnType<LoggerProvider['getLogger']>;
type Severity = NonNullable<Parameters<Logger['emit']>[0]['severityNumber']>;

/** As OpenTelemetry counts them: its enumeration is in a package that comes with the SDK and is not ours to load. */
const SEVERITY = { info: 9, warn: 13, error: 17 } as unknown as Readonly<Record<LogLevel, Severity>>;

/** A line of the app's log, on its way out. */
export type LogSink = (level: LogLevel, line: string) => void;

const plain = (value: unknown): string | number | boolean =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : JSON.stringify(value);

/**
 * Log lines by OpenTelemetry, each with the trace that it belongs to. Warnings and errors are all kept; of the others
 * those of traces that are kept.
 */
export function otelLogs(logger: Logger, contexts: Contexts): LogSink {
    return (level, line) => {
        const context = contexts.active();
        const span = trace.getSpanContext(context);
        if (level === 'info' && span !== undefined && (span.traceFlags & TraceFlags.SAMPLED) === 0) return;
        const { text, fields } = readLine(line);
        logger.emit({
            context,
            severityNumber: SEVERITY[level],
            severityText: level.toUpperCase(),
            body: text,
            attributes: Object.fromEntries(
                Object.entries(fields)
                    .filter(([, value]) => value !== undefined && value !== null)
                    .map(([name, value]) => [name, plain(value)]),
            ),
        });
    };
}
