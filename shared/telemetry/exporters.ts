import type { TelemetryConfig } from '../config.ts';
import type { Exporters } from './sdk.ts';

/** A collector that speaks OTLP over HTTP, in JSON. Headers, where it wants any, are `OTEL_EXPORTER_OTLP_HEADERS`. */
async function toCollector(endpoint: string): Promise<Exporters> {
    const [{ OTLPTraceExporter }, { OTLPMetricExporter }, { OTLPLogExporter }] = await Promise.all([
        import('@opentelemetry/exporter-trace-otlp-http'),
        import('@opentelemetry/exporter-metrics-otlp-http'),
        import('@opentelemetry/exporter-logs-otlp-http'),
    ]);
    return {
        spans: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }),
        metrics: new OTLPMetricExporter({ url: `${endpoint}/v1/metrics` }),
        logs: new OTLPLogExporter({ url: `${endpoint}/v1/logs` }),
    };
}

/** Application Insights. Nothing is left on disk where it cannot be reached. */
async function toInsights({
    connectionString,
    identity,
}: NonNullable<TelemetryConfig['insights']>): Promise<Exporters> {
    const { AzureMonitorLogExporter, AzureMonitorMetricExporter, AzureMonitorTraceExporter } =
        await import('@azure/monitor-opentelemetry-exporter');
    const { ManagedIdentityCredential } = await import('@azure/identity');
    const credential =
        identity === undefined
            ? {}
            : {
                  credential:
                      identity.clientId === undefined
                          ? new ManagedIdentityCredential()
                          : new ManagedIdentityCredential(identity.clientId),
              };
    const options = { connectionString, disableOfflineStorage: true, ...credential };
    return {
        spans: new AzureMonitorTraceExporter(options),
        metrics: new AzureMonitorMetricExporter(options),
        logs: new AzureMonitorLogExporter(options),
    };
}

/** What the settings name. */
export const exportersFor = ({ insights, collector }: TelemetryConfig): Promise<Exporters[]> =>
    Promise.all([
        ...(insights === undefined ? [] : [toInsights(insights)]),
        ...(collector === undefined ? [] : [toCollector(collector)]),
    ]);
