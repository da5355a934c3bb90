import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What was sent to one of the collector's addresses. */
export interface Received {
    path: string;
    contentType: string | undefined;
    body: string;
}

export interface Collector {
    endpoint: string;
    readonly received: readonly Received[];
    stop(): Promise<void>;
}

/** A collector of OTLP over HTTP that keeps what it gets. */
export async function startCollector(): Promise<Collector> {
    const received: Received[] = [];
    const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
            received.push({
                path: request.url ?? '',
                contentType: request.headers['content-type'],
                body: Buffer.concat(chunks).toString(),
            });
            response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        received,
        stop: async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}

const value = z.looseObject({ stringValue: z.string().optional(), intValue: z.unknown().optional() });
const attributes = z.array(z.looseObject({ key: z.string(), value })).default([]);
const scoped = <T extends z.ZodType>(of: string, one: T) => z.object({ [of]: z.array(one) });

const span = z.looseObject({
    traceId: z.string(),
    spanId: z.string(),
    name: z.string(),
    attributes,
});
const traces = z.object({
    resourceSpans: z.array(z.looseObject({ scopeSpans: z.array(scoped('spans', span)) })),
});
const metrics = z.object({
    resourceMetrics: z.array(
        z.looseObject({ scopeMetrics: z.array(scoped('metrics', z.looseObject({ name: z.string() }))) }),
    ),
});
const record = z.looseObject({ traceId: z.string().default(''), severityText: z.string(), body: value, attributes });
const logs = z.object({
    resourceLogs: z.array(z.looseObject({ scopeLogs: z.array(scoped('logRecords', record)) })),
});

const bodiesAt = (collector: Collector, path: string): unknown[] =>
    collector.received.filter((one) => one.path === path).map(({ body }): unknown => JSON.parse(body));

/** The spans that a collector got. */
export const spansOf = (collector: Collector): z.infer<typeof span>[] =>
    bodiesAt(collector, '/v1/traces')
        .flatMap((body) => traces.parse(body).resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans)
        .flatMap(({ spans = [] }) => spans);

/** The names of the metrics that it got. */
export const metricsOf = (collector: Collector): Set<string> =>
    new Set(
        bodiesAt(collector, '/v1/metrics')
            .flatMap((body) => metrics.parse(body).resourceMetrics)
            .flatMap(({ scopeMetrics }) => scopeMetrics)
            .flatMap((scope) => (scope.metrics ?? []).map(({ name }) => name)),
    );

/** The log lines that it got. */
export const logsOf = (collector: Collector): z.infer<typeof record>[] =>
    bodiesAt(collector, '/v1/logs')
        .flatMap((body) => logs.parse(body).resourceLogs)
        .flatMap(({ scopeLogs }) => scopeLogs)
        .flatMap(({ logRecords = [] }) => logRecords);
