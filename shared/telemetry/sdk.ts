import { randomUUID } from 'node:crypto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import type { LogRecordExporter } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import {
    BasicTracerProvider,
    BatchSpanProcessor,
    ParentBasedSampler,
    TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Telemetry } from '../ports/telemetry.ts';
import { contextsOf } from './contexts.ts';
import { otelLogs } from './otel-logs.ts';
import type { LogSink } from './otel-logs.ts';
import { otelMeters } from './otel-meters.ts';
import { otelTracing } from './otel-tracing.ts';

/** Where spans, metrics and log lines go. */
export interface Exporters {
    spans: SpanExporter;
    metrics: PushMetricExporter;
    logs: LogRecordExporter;
}

export interface OpenTelemetry extends Telemetry {
    log: LogSink;
    /** Sends what is waiting to be sent. */
    flush(): Promise<void>;
    /** The same, for the last time. */
    close(): Promise<void>;
}

const NAME = 'dpor-attach';

/** Spans and log lines wait this long for others to go along with, in ms. */
const BATCH_MS = 5_000;
/** Metrics go out this often, in ms. */
const METRICS_MS = 30_000;
const EXPORT_TIMEOUT_MS = 10_000;

/** Whether a trace is kept is said by its ID alone: every process, and every day of its story, says the same. */
function sampler(ratio: number): ParentBasedSampler {
    const byId = new TraceIdRatioBasedSampler(ratio);
    return new ParentBasedSampler({ root: byId, remoteParentSampled: byId, remoteParentNotSampled: byId });
}

/**
 * Opens OpenTelemetry for this process.
 *
 * @param exporters may be several; each gets everything
 * @param ratio of traces that are kept, 0 to 1
 */
export function openSdk(exporters: readonly Exporters[], ratio: number): OpenTelemetry {
    // Counters of instances that run side by side must not be taken for one another.
    const resource = resourceFromAttributes({ 'service.name': NAME, 'service.instance.id': randomUUID() });
    const batch = { scheduledDelayMillis: BATCH_MS, exportTimeoutMillis: EXPORT_TIMEOUT_MS };
    const spans = new BasicTracerProvider({
        resource,
        sampler: sampler(ratio),
        spanProcessors: exporters.map((one) => new BatchSpanProcessor(one.spans, batch)),
    });
    const metrics = new MeterProvider({
        resource,
        readers: exporters.map(
            (one) =>
                new PeriodicExportingMetricReader({
                    exporter: one.metrics,
                    exportIntervalMillis: METRICS_MS,
                    exportTimeoutMillis: EXPORT_TIMEOUT_MS,
                }),
        ),
    });
    const logs = new LoggerProvider({
        resource,
        processors: exporters.map((one) => new BatchLogRecordProcessor({ exporter: one.logs, ...batch })),
    });
    const contexts = contextsOf();
    const all = async (work: (one: typeof spans | typeof metrics | typeof logs) => Promise<void>): Promise<void> => {
        await Promise.allSettled([spans, metrics, logs].map(work));
    };
    return {
        tracing: otelTracing(spans.getTracer(NAME), contexts),
        meters: otelMeters(metrics.getMeter(NAME)),
        log: otelLogs(logs.getLogger(NAME), contexts),
        flush: () => all((one) => one.forceFlush()),
        close: () => all((one) => one.shutdown()),
    };
}
