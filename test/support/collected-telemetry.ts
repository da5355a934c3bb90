import { AggregationTemporality, InMemoryMetricExporter } from '@opentelemetry/sdk-metrics';
import { InMemoryLogRecordExporter } from '@opentelemetry/sdk-logs';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { openSdk } from '../../shared/telemetry/sdk.ts';
import type { OpenTelemetry } from '../../shared/telemetry/sdk.ts';

/** A data point of a metric. */
export interface Point {
    name: string;
    attributes: Record<string, unknown>;
    /** Of a histogram the sum. */
    value: number;
    /** Of a histogram alone. */
    count: number | undefined;
}

export interface CollectedTelemetry {
    telemetry: OpenTelemetry;
    /** Everything so far. */
    spans(): Promise<ReadableSpan[]>;
    logs(): Promise<readonly ReadableLogRecord[]>;
    /** As they stand. */
    points(): Promise<Point[]>;
}

const sumOf = (value: unknown): { value: number; count: number | undefined } =>
    typeof value === 'number'
        ? { value, count: undefined }
        : { value: (value as { sum: number }).sum, count: (value as { count: number }).count };

/** The app's own telemetry, collected in memory. */
export function collectTelemetry(ratio = 1): CollectedTelemetry {
    const spans = new InMemorySpanExporter();
    const logs = new InMemoryLogRecordExporter();
    const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const telemetry = openSdk([{ spans, logs, metrics }], ratio);
    return {
        telemetry,
        spans: async () => {
            await telemetry.flush();
            return spans.getFinishedSpans();
        },
        logs: async () => {
            await telemetry.flush();
            return logs.getFinishedLogRecords();
        },
        points: async () => {
            metrics.reset();
            await telemetry.flush();
            return metrics
                .getMetrics()
                .flatMap(({ scopeMetrics }) => scopeMetrics)
                .flatMap((scope) => scope.metrics)
                .flatMap(({ descriptor, dataPoints }) =>
                    dataPoints.map(({ attributes, value }) => ({
                        name: descriptor.name,
                        attributes,
                        ...sumOf(value),
                    })),
                );
        },
    };
}
