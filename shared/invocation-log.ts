import type { InvocationContext } from '@azure/functions';
import type { Log } from './ports/log.ts';

/** Log lines of one invocation, with the fields behind the message as JSON. */
export const logOver = (context: InvocationContext, always: Readonly<Record<string, unknown>> = {}): Log => {
    const line = (message: string, fields?: Readonly<Record<string, unknown>>) =>
        `${message} ${JSON.stringify({ ...always, ...fields })}`;
    return {
        info: (message, fields) => context.info(line(message, fields)),
        warn: (message, fields) => context.warn(line(message, fields)),
        error: (message, fields) => context.error(line(message, fields)),
    };
};

/** A line taken apart again; one that was not written here is text alone. */
export function readLine(line: string): { text: string; fields: Record<string, unknown> } {
    const [, text = line, json = ''] = /^(.*?) (\{.*\})$/s.exec(line) ?? [];
    try {
        return { text, fields: JSON.parse(json) as Record<string, unknown> };
    } catch {
        return { text: line, fields: {} };
    }
}
