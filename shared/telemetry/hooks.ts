import { app } from '@azure/functions';
import type { LogLevel as HostLevel } from '@azure/functions';
import type { StartedTelemetry } from '../telemetry.ts';
import { errorName } from './error-name.ts';
import { traced } from './invocation.ts';
import type { LogLevel } from './otel-logs.ts';

const LEVELS: Partial<Record<HostLevel, LogLevel>> = {
    information: 'info',
    warning: 'warn',
    error: 'error',
    critical: 'error',
};

/**
 * Has every invocation traced and every line of the app's log taken along, for all triggers at one place. The host's
 * console shows the lines as before.
 */
export function watchInvocations(telemetry: StartedTelemetry): void {
    if (!telemetry.isOn) return;
    // Else the host sends the same lines as its own.
    app.setup({ capabilities: { WorkerOpenTelemetryEnabled: true } });
    let isTold = false;
    app.hook.preInvocation(async (invocation) => {
        const failure = await telemetry.ready();
        if (failure !== undefined && !isTold) {
            isTold = true;
            invocation.invocationContext.warn(`telemetry did not start ${JSON.stringify({ why: errorName(failure) })}`);
        }
        invocation.functionHandler = traced(telemetry.tracing, invocation.functionHandler);
    });
    app.hook.log(({ category, level, message }) => {
        const known = LEVELS[level];
        if (category === 'user' && known !== undefined) telemetry.log(known, message);
    });
}
