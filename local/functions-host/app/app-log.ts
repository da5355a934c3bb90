import type { HostLog } from '../log.ts';
import type { LogCategory, LogLevel } from './core-api.ts';
import type { FunctionApp } from './function-app.ts';

/** Where a line of the app's log comes from, when it comes from an invocation. */
export interface LogSource {
    functionName: string;
    invocationId: string;
    invocationContext: unknown;
    hookData: Record<string, unknown>;
}

/**
 * Writes what the app logs. Its own log hooks see each line first and may change the level and the text; a hook that
 * throws is said, and the line is kept as it was.
 */
export const writeAppLog = (
    app: FunctionApp,
    log: HostLog,
    level: LogLevel,
    category: LogCategory,
    message: string,
    source?: LogSource,
): void => {
    const context = {
        hookData: source?.hookData ?? {},
        appHookData: app.appHookData,
        invocationContext: source?.invocationContext,
        level,
        message,
        category,
    };
    const from = { functionName: source?.functionName, invocationId: source?.invocationId };
    try {
        for (const hook of app.hooks.log) hook(context);
    } catch (error) {
        log({ ...from, level: 'error', message: `A log hook failed: ${String(error)}` });
        context.level = level;
        context.message = message;
    }
    log({ ...from, level: context.level, message: context.message });
};
