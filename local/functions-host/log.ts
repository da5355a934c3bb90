import type { LogLevel } from './app/core-api.ts';

/** One line of the host's log. Never a query string, a header or a body: links carry tokens there. */
export interface HostLogEntry {
    level: LogLevel;
    message: string;
    functionName?: string | undefined;
    invocationId?: string | undefined;
}

export type HostLog = (entry: HostLogEntry) => void;

const levels: readonly LogLevel[] = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'];

const labels: Record<LogLevel, string> = {
    trace: 'trce',
    debug: 'dbug',
    information: 'info',
    warning: 'warn',
    error: 'fail',
    critical: 'crit',
    none: 'none',
};

/**
 * A log of readable lines: time, level, function, invocation (its first eight digits), text.
 *
 * @param write takes one line, without its end
 * @param options.level what is less than this is left out; `none` leaves out everything
 */
export const createLineLog =
    (write: (line: string) => void, options: { level: LogLevel; now: () => Date }): HostLog =>
    ({ level, message, functionName, invocationId }) => {
        if (level === 'none' || levels.indexOf(level) < levels.indexOf(options.level)) return;
        const source = functionName ?? 'host';
        const id = invocationId === undefined ? '' : ` ${invocationId.slice(0, 8)}`;
        write(`${options.now().toISOString()} ${labels[level]} ${source}${id} ${message}`);
    };

/** An error as the log shows it: with its stack and its causes' messages. */
export const describeError = (error: unknown): string => {
    if (!(error instanceof Error)) return String(error);
    const text = error.stack ?? `${error.name}: ${error.message}`;
    return error.cause === undefined ? text : `${text}\n  cause: ${describeError(error.cause)}`;
};
