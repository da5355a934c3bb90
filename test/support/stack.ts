import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IdTokenDefect } from '../../local/id-token-defects.ts';
import type { Message } from '../../local/mail/index.ts';
import { readRun, type Run } from '../../local/run-file.ts';
import { checkRecording } from './conformance.ts';
import { press, submit } from './stack-browser.ts';
import { call, callSecure, type Answer } from './stack-http.ts';
import { waitFor } from './stack-wait.ts';

export { waitFor } from './stack-wait.ts';
export type { Answer } from './stack-http.ts';

/** A request that a double has seen. */
export interface SeenRequest {
    method: string;
    path: string;
    tenantId?: string;
    objectId?: string;
    status: number;
    at: string;
}

/** What `POST /_sim/faults` takes. */
export interface FaultOrder {
    method?: string;
    path: string;
    status?: number;
    code?: string;
    headers?: Record<string, string>;
    retryAfterSeconds?: number;
    delayMs?: number;
    drop?: boolean;
    times: number;
    /** What is wrong with an ID token. */
    idToken?: IdTokenDefect;
    /** Spares people who signed in with more than a password. */
    unlessMfa?: boolean;
}

/** How a stack is started. */
export interface StackOptions {
    /** Over the stack's own variables; `LOCAL_STATE: 'memory'` keeps nothing on disk. */
    env?: Record<string, string>;
}

/** `npm start` as a process of its own, on free ports and a folder of its own. */
export interface Stack {
    /** The state folder. */
    readonly dir: string;
    /** run.json as it stands. */
    run(): Promise<Run>;
    /** A request to the app with its function key; `path` begins with `/api`, and a body that is no string is JSON. */
    api(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Answer>;
    /** The same without a key. */
    anonymous(
        method: string,
        path: string,
        options?: { body?: unknown; headers?: Record<string, string> },
    ): Promise<Answer>;
    inbox(): Promise<Message[]>;
    /**
     * Waits for the invite mail to an address; its quick link.
     *
     * @param after how many mails of the inbox are left out of account, the oldest first
     */
    linkTo(address: string, after?: number): Promise<string>;
    /** Opens a link and presses a button of the page, as a person does. */
    decide(link: string, button: 'Save partner' | 'Decline'): Promise<Answer>;
    /** The directory and Azure as the double has them. */
    armState(): Promise<unknown>;
    setArmState(state: unknown): Promise<void>;
    requests(of: 'arm' | 'mail'): Promise<SeenRequest[]>;
    forgetRequests(of: 'arm' | 'mail'): Promise<void>;
    fault(of: 'arm' | 'mail', order: FaultOrder): Promise<void>;
    clearFaults(of: 'arm' | 'mail'): Promise<void>;
    /** Kills the Functions host (SIGKILL) and waits until another one has taken its place. */
    killHost(): Promise<void>;
    /** Everything that was printed so far, by all runs. */
    logs(): string;
    /**
     * Ends it as Ctrl-C does and holds every recorded exchange with the doubles against the services' documents.
     *
     * @returns the exit code
     * @throws what the recording breaks
     */
    stop(): Promise<number | null>;
    /** Ends it and starts it again on the same folder. */
    restart(): Promise<void>;
    /** Ends it and deletes its folder. */
    remove(): Promise<void>;
}

const projectRoot = join(import.meta.dirname, '..', '..');
const READY_SECONDS = 120;

const inherited = (): Record<string, string> =>
    Object.fromEntries(
        ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'NODE_V8_COVERAGE'].flatMap((name) => {
            const value = process.env[name];
            return value === undefined ? [] : [[name, value]];
        }),
    );

/** What Node has compiled once serves every later start; coverage would be less exact with it. */
const COMPILED =
    process.env.NODE_V8_COVERAGE === undefined
        ? { NODE_COMPILE_CACHE: join(projectRoot, 'node_modules', '.cache', 'compiled') }
        : {};

interface Running {
    process: ChildProcess;
    exited: Promise<number | null>;
}

const launch = async (folder: string, env: Record<string, string>, print: (text: string) => void): Promise<Running> => {
    const child = spawn(process.execPath, [join(projectRoot, 'local', 'start.ts')], {
        // Not the project's folder: a developer's own local.settings.json must not change what is tested.
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    let ended = false;
    void exited.then(() => {
        ended = true;
    });
    let output = '';
    const take = (chunk: Buffer) => {
        output += chunk.toString();
        print(chunk.toString());
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    await waitFor(
        'a line that begins with Ready',
        () => {
            if (ended) throw new Error(`npm start ended:\n${output}`);
            return /^Ready/m.test(output) ? true : undefined;
        },
        READY_SECONDS,
    );
    return { process: child, exited };
};

/** The quick link of an invite mail; the status pages of outcome mails are none. */
const linkIn = (message: Message): string | undefined =>
    /https?:\/\/\S+\/api\/confirm\/[\w-]+\/partnerId\/\d+\?t=[\w.~-]+/.exec(message.text)?.[0];

/** Starts the local cloud and the app, and waits for `Ready`. */
export const startStack = async ({ env = {} }: StackOptions = {}): Promise<Stack> => {
    const folder = await mkdtemp(join(tmpdir(), 'dpor-attach-'));
    const dir = join(folder, 'state');
    const recording = join(folder, 'exchanges.jsonl');
    const fullEnv = {
        ...inherited(),
        LOCAL_FUNCTIONS_PORT: '0',
        LOCAL_TABLES_PORT: '0',
        LOCAL_SERVICEBUS_PORT: '0',
        LOCAL_MAIL_PORT: '0',
        LOCAL_ARM_PORT: '0',
        LOCAL_SIGNIN_PORT: '0',
        CONFIRMATION_MODE: 'email',
        LOCAL_DIR: dir,
        LOCAL_RECORD: recording,
        LOCAL_APP: process.env.APP_UNDER_TEST ?? '',
        ...COMPILED,
        ...env,
    };
    let printed = '';
    const print = (text: string) => {
        printed += text;
    };
    let running: Running | undefined = await launch(folder, fullEnv, print);

    const run = async (): Promise<Run> => {
        const found = await readRun(dir);
        if (found === undefined) throw new Error('There is no run.json.');
        return found;
    };
    const sim = async (of: 'arm' | 'mail', method: string, path: string, body?: unknown): Promise<Answer> => {
        const { arm, mail, caFile } = await run();
        const answer =
            of === 'arm'
                ? await callSecure(method, `${arm}/_sim/${path}`, caFile, body)
                : await call(method, `${mail}/_sim/${path}`, { body });
        if (answer.status >= 300)
            throw new Error(`${method} /_sim/${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer;
    };
    const inbox = async () => (await call('GET', `${(await run()).mail}/api/messages`)).body as Message[];

    const stack: Stack = {
        dir,
        run,
        async api(method, path, { body, headers } = {}) {
            const { functions, functionKey } = await run();
            return call(method, functions + path, { body, headers: { 'x-functions-key': functionKey, ...headers } });
        },
        async anonymous(method, path, { body, headers } = {}) {
            return call(method, (await run()).functions + path, { body, headers });
        },
        inbox,
        linkTo: (address, after = 0) =>
            waitFor(`an invite mail to ${address}`, async () => {
                const mails = (await inbox()).slice(after);
                return mails
                    .filter(({ to }) => to === address)
                    .map(linkIn)
                    .find((link) => link !== undefined);
            }),
        async decide(link, button) {
            const page = await call('GET', link, { headers: { accept: 'text/html' } });
            if (page.status !== 200) throw new Error(`The link answers ${page.status}.`);
            return submit(press(String(page.body), link, button));
        },
        armState: async () => (await sim('arm', 'GET', 'state')).body,
        async setArmState(state) {
            await sim('arm', 'PUT', 'state', state);
        },
        requests: async (of) => (await sim(of, 'GET', 'requests')).body as SeenRequest[],
        async forgetRequests(of) {
            await sim(of, 'DELETE', 'requests');
        },
        async fault(of, order) {
            await sim(of, 'POST', 'faults', order);
        },
        async clearFaults(of) {
            await sim(of, 'DELETE', 'faults');
        },
        async killHost() {
            const { pids } = await run();
            process.kill(pids.host, 'SIGKILL');
            await waitFor('another Functions host', async () => {
                const now = await readRun(dir);
                return now === undefined || now.pids.host === pids.host ? undefined : now;
            });
        },
        logs: () => printed,
        async stop() {
            if (running === undefined) return 0;
            running.process.kill('SIGINT');
            const code = await running.exited;
            running = undefined;
            const problems = existsSync(recording) ? checkRecording(recording) : [];
            if (problems.length > 0)
                throw new Error(`The doubles were not spoken to as the services are:\n${problems.join('\n')}`);
            return code;
        },
        async restart() {
            await stack.stop();
            running = await launch(folder, fullEnv, print);
        },
        async remove() {
            try {
                await stack.stop();
            } finally {
                await rm(folder, { recursive: true, force: true });
            }
        },
    };
    return stack;
};
