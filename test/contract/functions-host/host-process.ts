import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

/** What the host tells its parent when it stands. */
export interface Ready {
    type: 'ready';
    port: number;
    functions: { name: string; trigger: string; disabled: boolean }[];
    problems: { name: string; reason: string }[];
    entryPointError?: string;
    error?: string;
}

export interface HostProcess {
    child: ChildProcess;
    /** Everything it has written so far. */
    output: () => string;
    /** Its first message, or undefined where it ended before. */
    message: Promise<unknown>;
    /** The exit code, once it has ended. */
    exited: Promise<number | null>;
    stop: () => Promise<number | null>;
}

/** Starts the host on a fixture app, as its own process on any free port. */
export const spawnHost = (fixture: string, env: Record<string, string> = {}): HostProcess => {
    const child = fork(join(root, 'local/functions-host/main.ts'), [join(__dirname, 'fixtures', fixture)], {
        env: { PATH: process.env.PATH, LOCAL_FUNCTIONS_PORT: '0', ...env },
        execArgv: [],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
        output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    // Not the event `close`: it never comes for a child whose channel was closed from here.
    const written = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'end'));
    const exited = Promise.all([once(child, 'exit'), ...written]).then(([[code]]) => code as number | null);
    const message = Promise.race([
        once(child, 'message').then(([first]) => first as unknown),
        exited.then(() => undefined),
    ]);
    const stop = () => {
        child.kill('SIGTERM');
        return exited;
    };
    return { child, output: () => output, message, exited, stop };
};

const isReady = (message: unknown): message is Ready =>
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';

/** Starts the host and waits until it stands. */
export const startHost = async (
    fixture: string,
    env: Record<string, string> = {},
): Promise<HostProcess & { ready: Ready; url: string }> => {
    const host = spawnHost(fixture, env);
    const message = await host.message;
    if (!isReady(message)) throw new Error(`The host did not start: ${JSON.stringify(message)}\n${host.output()}`);
    return { ...host, ready: message, url: `http://localhost:${message.port}` };
};
