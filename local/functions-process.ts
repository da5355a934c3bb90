import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { projectRoot } from './build-app.ts';
import { createRestartDelay } from './restart-delay.ts';

/** The process that runs the functions, started again whenever it ends. */
export interface FunctionsProcess {
    /** Lets it drain (the host gives its invocations ten seconds), and cuts it off when it does not end. */
    stop(): Promise<void>;
    /** Ends it at once. */
    kill(): void;
}

/** How the process is started. */
export interface FunctionsProcessOptions {
    /** The folder of the app's package. */
    appRoot: string;
    env: Record<string, string>;
    /** Called each time the host answers, with its process ID; the start is complete when it is done. */
    onReady: (pid: number) => Promise<void>;
    log: (line: string) => void;
}

/** Milliseconds for a host to end of itself. */
const DRAIN = 15_000;

const message = z.discriminatedUnion('type', [
    z.object({
        type: z.literal('ready'),
        functions: z.array(z.unknown()),
        entryPointError: z.string().optional(),
        error: z.string().optional(),
    }),
    z.object({ type: z.literal('failed'), reason: z.string() }),
]);

interface Exit {
    code: number | null;
    signal: NodeJS.Signals | null;
}

/**
 * What Node gives itself on an instance of 2 GB, which is what the templates ask for. On a larger machine it would give
 * itself more, collect later, and hold memory that the app does not have in Azure.
 */
const HEAP_MIB = 1024;

const spawn = ({ appRoot, env }: FunctionsProcessOptions): ChildProcess =>
    fork(join(projectRoot, 'local', 'functions-host', 'main.ts'), [appRoot], {
        env,
        // The stack traces of a bundled app are of no use without the first.
        execArgv: ['--enable-source-maps', `--max-old-space-size=${HEAP_MIB}`],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        // A terminal sends Ctrl-C to its whole group: the host is to hear of it from here, once, when its turn has come.
        detached: true,
    });

const exitOf = (child: ChildProcess): Promise<Exit> =>
    new Promise((resolve) => {
        child.once('exit', (code, signal) => {
            resolve({ code, signal });
        });
    });

/** Resolves when the app answers; undefined when the process ended before. */
const whenReady = (child: ChildProcess): Promise<void> =>
    new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, signal) => {
            reject(new Error(`The Functions host ended (${signal ?? `exit code ${code}`}) before it was ready.`));
        });
        child.on('message', (raw) => {
            const parsed = message.safeParse(raw);
            if (!parsed.success) return;
            if (parsed.data.type === 'failed') reject(new Error(parsed.data.reason));
            else if (parsed.data.entryPointError !== undefined) reject(new Error(parsed.data.entryPointError));
            else if (parsed.data.error !== undefined) reject(new Error(parsed.data.error));
            else if (parsed.data.functions.length === 0) reject(new Error('The app registers no function.'));
            else resolve();
        });
    });

/**
 * Starts the Functions host on an app and keeps it running: when it ends it is started again at once, or, when it keeps
 * crashing, after a growing while. Killed from outside is not crashed.
 *
 * @throws when the first start fails: what the host or the app says is wrong
 */
export const runFunctions = async (options: FunctionsProcessOptions): Promise<FunctionsProcess> => {
    const { onReady, log } = options;
    const restartDelay = createRestartDelay(() => new Date());
    const stopping = new AbortController();
    let child = spawn(options);
    let ended = exitOf(child);
    let failed = false;

    const ready = async () => {
        await whenReady(child);
        if (child.pid !== undefined) await onReady(child.pid);
    };

    const restart = async ({ code, signal }: Exit): Promise<void> => {
        const wait = failed || signal === null ? restartDelay.afterCrash() : 0;
        const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
        log(
            wait === 0
                ? `The Functions host ${how}; it is started again.`
                : `The Functions host ${how} and keeps crashing; it is started again in ${wait / 1000} s.`,
        );
        await delay(wait, undefined, { signal: stopping.signal });
        child = spawn(options);
        ended = exitOf(child);
        try {
            await ready();
            failed = false;
            log('The Functions host is back.');
        } catch (error) {
            if (stopping.signal.aborted) return;
            failed = true;
            log(`The Functions host did not come back: ${error instanceof Error ? error.message : String(error)}`);
            child.kill('SIGKILL');
        }
    };

    const watch = async () => {
        for (;;) {
            const exit = await ended;
            if (stopping.signal.aborted) return;
            await restart(exit);
        }
    };

    try {
        await ready();
    } catch (error) {
        child.kill('SIGKILL');
        throw error;
    }
    const watching = watch().catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
    });

    return {
        async stop() {
            stopping.abort();
            const cutOff = setTimeout(() => child.kill('SIGKILL'), DRAIN);
            child.kill('SIGTERM');
            await ended;
            clearTimeout(cutOff);
            await watching;
        },
        kill() {
            stopping.abort();
            child.kill('SIGKILL');
        },
    };
};
