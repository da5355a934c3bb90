import { z } from 'zod';
import { createCoreModule } from './app/core-module.ts';
import type { LogLevel, RpcTypedData } from './app/core-api.ts';
import { createFunctionApp } from './app/function-app.ts';
import type { FunctionApp } from './app/function-app.ts';
import { UnsupportedAppError, loadApp } from './app/load-app.ts';
import { provideCoreModule } from './app/provide-module.ts';
import { createEasyAuth } from './easy-auth/easy-auth.ts';
import { registrationIn } from './easy-auth/registration.ts';
import { readHostConfig } from './host-json.ts';
import type { HostConfig } from './host-json.ts';
import { startServer } from './http/server.ts';
import { createInvocations } from './invocations.ts';
import { createLineLog, describeError } from './log.ts';
import type { HostLog } from './log.ts';
import { createRegistry } from './registry.ts';
import type { LoadedFunction, Registry } from './registry.ts';
import { createClients } from './service-bus/client.ts';
import { runTrigger } from './service-bus/run-trigger.ts';
import type { RunningTrigger } from './service-bus/run-trigger.ts';
import { MissingConnectionError } from './settings.ts';
import type { Settings } from './settings.ts';
import { runTimer } from './timer/run-timer.ts';

export interface FunctionsHostOptions {
    /** The folder with host.json and package.json; absolute. */
    appRoot: string;
    /** The app's settings, with `LOCAL_FUNCTION_KEY` (`local`) and `LOCAL_MASTER_KEY` (`local-master`). */
    env: Settings;
    /** 0 for any free one. */
    port: number;
    /** Takes the lines of the log. */
    write: (line: string) => void;
    /** Called when the process has to end because a function ran into its time-out. */
    onTimeout: () => void;
    now?: () => Date;
}

/** A function as the host registered it. */
export interface FunctionSummary {
    name: string;
    trigger: LoadedFunction['trigger'];
    disabled: boolean;
    methods?: string[];
    route?: string;
    queueName?: string;
    schedule?: string;
}

export interface FunctionsHost {
    port: number;
    functions: FunctionSummary[];
    /** Functions that were registered and do not run, with the reason. */
    problems: Registry['problems'];
    /** What the entry point threw: then every route is 404. */
    entryPointError: string | undefined;
    /** Why the host does not run: then every route is 503. */
    error: string | undefined;
    /** Takes nothing more, lets what runs end (ten seconds at most), runs the app's terminate hooks, closes. */
    stop: () => Promise<void>;
}

/** Milliseconds that invocations have for their end once the host is asked to stop. */
const drainTime = 10_000;

const levelSchema = z.enum(['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none']);

const summarize = (one: LoadedFunction): FunctionSummary => {
    const { name, trigger, disabled } = one;
    switch (one.trigger) {
        case 'http':
            return { name, trigger, disabled, methods: one.methods, route: one.route };
        case 'timer':
            return { name, trigger, disabled, schedule: one.expression };
        case 'serviceBus':
            return { name, trigger, disabled, queueName: one.queueName };
    }
};

const logLevelOf = (config: HostConfig): LogLevel => levelSchema.parse(config.logLevel);

interface LoadResult {
    registry: Registry;
    entryPointError?: string;
    error?: string;
}

/** Loads the app; what is wrong with it is said and shown as the real host shows it. */
const load = async (
    app: FunctionApp,
    appRoot: string,
    settings: Settings,
    routePrefix: string,
    log: HostLog,
): Promise<LoadResult> => {
    const none: Registry = { functions: [], problems: [] };
    try {
        await loadApp(app, appRoot);
    } catch (error) {
        if (error instanceof UnsupportedAppError) throw error;
        log({ level: 'error', message: `The entry point failed, every route is 404: ${describeError(error)}` });
        return { registry: none, entryPointError: error instanceof Error ? error.message : String(error) };
    }
    try {
        return { registry: createRegistry(app.functions, settings, routePrefix) };
    } catch (error) {
        if (!(error instanceof MissingConnectionError)) throw error;
        log({ level: 'error', message: `The host does not run, every route is 503: ${error.message}` });
        return { registry: none, error: error.message };
    }
};

let started = false;

/**
 * Starts the local Functions host on an app and its triggers.
 *
 * Once per process: the library keeps the first runtime that it finds.
 *
 * @throws what makes a start impossible: host.json, the port, HTTP streaming
 */
export const startFunctionsHost = async (options: FunctionsHostOptions): Promise<FunctionsHost> => {
    if (started) throw new Error('A process runs one Functions host, once.');
    started = true;
    const { appRoot, env, port, write, onTimeout, now = () => new Date() } = options;
    const config = await readHostConfig(appRoot, env);
    const log = createLineLog(write, { level: logLevelOf(config), now });
    const app = createFunctionApp();
    provideCoreModule(createCoreModule(app, log));
    const { registry, entryPointError, error } = await load(app, appRoot, env, config.routePrefix, log);
    for (const { name, reason } of registry.problems) {
        log({ level: 'error', functionName: name, message: `The function does not load: ${reason}` });
    }

    const invocations = createInvocations(app, log, { timeout: config.functionTimeout, onTimeout });
    const registration = registrationIn(env);
    const server = await startServer(
        {
            keys: {
                functionKey: env.LOCAL_FUNCTION_KEY ?? 'local',
                masterKey: env.LOCAL_MASTER_KEY ?? 'local-master',
            },
            functions: () => registry.functions,
            error: () => error,
            fire: (target, input) => void invocations.run(target, input, 'by hand'),
            invocations,
            easyAuth: registration === undefined ? undefined : createEasyAuth(registration, now, log),
            now,
        },
        port,
        log,
    );

    const clients = createClients();
    const triggers: RunningTrigger[] = [];
    const timers = registry.functions
        .filter((one) => one.trigger === 'timer')
        .filter((timer) => !timer.disabled)
        .map((timer) => {
            const fire = async (data: RpcTypedData) => {
                await invocations.run(timer, { data }, 'timer');
            };
            return runTimer(timer, fire, now);
        });
    for (const one of registry.functions) {
        if (one.trigger !== 'serviceBus' || one.disabled) continue;
        const client = await clients.get(one.connectionString);
        const fire: Parameters<typeof runTrigger>[3] = async (input) =>
            (await invocations.run(one, input, `message on ${one.queueName}`)).succeeded;
        triggers.push(runTrigger(client, one, config.serviceBus, fire, log));
    }

    const stop = async () => {
        timers.forEach((timer) => timer.stop());
        const answered = server.stopTaking();
        const untaken = Promise.allSettled(triggers.map((trigger) => trigger.stopTaking()));
        if (!(await invocations.idle(drainTime))) {
            log({ level: 'warning', message: `What still runs after ${drainTime} ms is cut off.` });
        }
        const settled = Promise.all(triggers.map((trigger) => trigger.settled()));
        const grace = new Promise((resolve) => setTimeout(resolve, 1_000).unref());
        await Promise.race([Promise.all([answered, untaken, settled]), grace]);
        for (const hook of app.hooks.appTerminate) {
            try {
                await hook({ hookData: app.hookData, appHookData: app.appHookData });
            } catch (failure) {
                log({ level: 'error', message: `A terminate hook failed: ${describeError(failure)}` });
            }
        }
        server.close();
        await Promise.allSettled(triggers.map((trigger) => trigger.close()));
        await clients.close();
    };
    const functions = registry.functions.map(summarize);
    return { port: server.port, functions, problems: registry.problems, entryPointError, error, stop };
};
