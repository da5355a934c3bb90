import type { TelemetryConfig } from './config.ts';
import type { Telemetry } from './ports/telemetry.ts';
import { noTelemetry } from './ports/telemetry.ts';
import type { LogSink } from './telemetry/otel-logs.ts';
import type { OpenTelemetry } from './telemetry/sdk.ts';

/** Telemetry that may still be on its way up: nobody watches until `ready`. */
export interface StartedTelemetry extends Telemetry {
    /** False where no setting names a place to send it to. */
    isOn: boolean;
    log: LogSink;
    /** Resolves when it is up. Never rejects: what keeps it from coming up is the result. */
    ready(): Promise<unknown>;
    /** Sends what is left, for some seconds at most. */
    close(): Promise<void>;
}

/** The platform gives ten seconds and more to an instance that it ends; in ms. */
const LAST_WORDS_MS = 5_000;

const withinMs = async (work: Promise<unknown>, ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const timer = setTimeout(resolve, ms, undefined);
    await Promise.race([work, promise]);
    clearTimeout(timer);
};

/** Telemetry by whatever `open` gives, in its own time. */
function telemetryBy(open: () => Promise<OpenTelemetry>): StartedTelemetry {
    let up: OpenTelemetry | undefined;
    const opening: Promise<unknown> = open().then(
        (opened) => {
            up = opened;
            return undefined;
        },
        (error: unknown) => error ?? 'unknown',
    );
    const now = (): Telemetry => up ?? noTelemetry;
    return {
        isOn: true,
        tracing: {
            span: (what, work) => now().tracing.span(what, work),
            carry: () => now().tracing.carry(),
            continueFrom: (trace, what, work) => now().tracing.continueFrom(trace, what, work),
            relate: (trace) => now().tracing.relate(trace),
        },
        meters: { record: (name, value, attributes) => now().meters.record(name, value, attributes) },
        log: (level, line) => up?.log(level, line),
        ready: () => opening,
        close: () => withinMs(up?.close() ?? Promise.resolve(), LAST_WORDS_MS),
    };
}

/**
 * Starts whatever watches the app, where a setting says where to. What that takes is loaded beside the rest of the app,
 * and not at all otherwise.
 */
export function startTelemetry(config: TelemetryConfig): StartedTelemetry {
    if (config.insights === undefined && config.collector === undefined) {
        const nothing = () => Promise.resolve(undefined);
        return { ...noTelemetry, isOn: false, log: () => undefined, ready: nothing, close: nothing };
    }
    return telemetryBy(async () => {
        const [{ openSdk }, { exportersFor }] = await Promise.all([
            import('./telemetry/sdk.ts'),
            import('./telemetry/exporters.ts'),
        ]);
        return openSdk(await exportersFor(config), config.keptTraces);
    });
}
