import { resolve } from 'node:path';
import { startFunctionsHost } from './index.ts';
import type { FunctionSummary, FunctionsHost } from './index.ts';
import { describeError } from './log.ts';

/**
 * The process that runs the functions: `node local/functions-host/main.ts <appRoot>`.
 *
 * Settings are its environment; `LOCAL_FUNCTIONS_PORT` is 7071 unless it says otherwise. To a parent with an IPC channel
 * it sends `{type: 'ready', port, functions, problems, entryPointError?, error?}` or `{type: 'failed', reason}`. It ends
 * with 0 when it was asked to (SIGTERM, SIGINT, the channel closed), with 1 when the app crashed and should be started
 * again, and with 2 when a start is impossible until something is changed.
 */
const exitCodes = { stopped: 0, crashed: 1, cannotStart: 2 } as const;

/** Written together, once for all that came in a turn: each write keeps the process until it is through. */
let unwritten = '';
const flush = (): void => {
    const lines = unwritten;
    unwritten = '';
    if (lines !== '') process.stdout.write(lines);
};
const write = (line: string): void => {
    if (unwritten === '') setImmediate(flush);
    unwritten += `${line}\n`;
};
process.on('exit', flush);

const say = (level: string, message: string): void => {
    write(`${new Date().toISOString()} ${level} host ${message}`);
};

/** Tells the parent, if there is one that listens; resolves when the message is on its way. */
const tell = (message: object): Promise<void> =>
    new Promise((sent) => {
        if (process.send === undefined || !process.connected) sent();
        else process.send(message, undefined, undefined, () => sent());
    });

const portOf = (text: string): number => {
    const port = Number(text);
    if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`LOCAL_FUNCTIONS_PORT must be a port, not "${text}".`);
    return port;
};

const lineOf = (one: FunctionSummary, port: number): string => {
    const state = one.disabled ? ' (disabled)' : '';
    switch (one.trigger) {
        case 'http': {
            const methods = (one.methods ?? []).join(',');
            return `  ${one.name}: [${methods === '' ? 'any' : methods}] http://localhost:${port}/${one.route ?? ''}${state}`;
        }
        case 'timer':
            return `  ${one.name}: timer ${one.schedule ?? ''}${state}`;
        case 'serviceBus':
            return `  ${one.name}: queue ${one.queueName ?? ''}${state}`;
    }
};

const crash = (what: string) => (error: unknown) => {
    say('crit', `${what}: ${describeError(error)}`);
    process.exit(exitCodes.crashed);
};

process.on('uncaughtException', crash('Uncaught exception'));
process.on('unhandledRejection', crash('Unhandled rejection'));

const start = async (): Promise<FunctionsHost> => {
    const [appRoot] = process.argv.slice(2);
    if (appRoot === undefined) throw new Error('Usage: node local/functions-host/main.ts <appRoot>');
    const root = resolve(appRoot);
    // The real worker runs in the app's folder.
    process.chdir(root);
    return startFunctionsHost({
        appRoot: root,
        env: process.env,
        port: portOf(process.env.LOCAL_FUNCTIONS_PORT ?? '7071'),
        write,
        onTimeout: () => process.exit(exitCodes.crashed),
    });
};

let stopping = false;
const starting = start();

const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const host = await starting;
    await host.stop();
    process.exit(exitCodes.stopped);
};

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    let times = 0;
    process.on(signal, () => {
        times += 1;
        // The same one twice: Ctrl-C reaches the whole group, so a SIGINT and the parent's SIGTERM are one wish to stop.
        if (times > 1) process.exit(exitCodes.crashed);
        void stop();
    });
}
// Without its parent nobody would ever stop it.
process.on('disconnect', () => void stop());
// Nor would anybody read what it writes; that must not keep it from stopping in order.
process.stdout.on('error', () => void stop());

try {
    const { port, functions, problems, entryPointError, error } = await starting;
    for (const one of functions) write(lineOf(one, port));
    await tell({ type: 'ready', port, functions, problems, entryPointError, error });
} catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say('crit', `The Functions host cannot start: ${reason}`);
    await tell({ type: 'failed', reason });
    process.exit(exitCodes.cannotStart);
}
