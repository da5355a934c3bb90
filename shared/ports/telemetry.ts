import { noMeters } from './meters.ts';
import type { Meters } from './meters.ts';
import { noTracing } from './tracing.ts';
import type { Tracing } from './tracing.ts';

/** What watches the app at work. */
export interface Telemetry {
    tracing: Tracing;
    meters: Meters;
}

/** Nobody watches. */
export const noTelemetry: Telemetry = { tracing: noTracing, meters: noMeters };
