import { z } from 'zod';
import type { HostLog } from '../log.ts';
import { writeAppLog } from './app-log.ts';
import { hookNames } from './core-api.ts';
import type { FunctionCallback, HookCallback, HookName, LogCategory, LogLevel, ProgrammingModel } from './core-api.ts';
import type { FunctionApp } from './function-app.ts';

const callback = z.custom<FunctionCallback>((value) => typeof value === 'function', 'expected a function');
const hookCallback = z.custom<HookCallback>((value) => typeof value === 'function', 'expected a function');

const metadataSchema = z.looseObject({
    name: z.string().min(1),
    bindings: z.record(z.string(), z.looseObject({ type: z.string(), direction: z.string().optional() })),
});

const modelSchema = z.custom<ProgrammingModel>(
    (value) =>
        z.looseObject({ name: z.string(), version: z.string(), getInvocationModel: callback }).safeParse(value).success,
    'expected a programming model',
);

/** The version the library sees; it stands for the worker that this contract was read from. */
const version = '3.12.0-local';

const systemError = (error: Error): Error => Object.assign(error, { isAzureFunctionsSystemError: true });

class Disposable {
    #callOnDispose: (() => unknown) | undefined;

    constructor(callOnDispose: () => unknown) {
        this.#callOnDispose = callOnDispose;
    }

    static from(...disposables: { dispose: () => unknown }[]): Disposable {
        return new Disposable(() => disposables.forEach((disposable) => disposable.dispose()));
    }

    dispose(): void {
        this.#callOnDispose?.();
        this.#callOnDispose = undefined;
    }
}

/**
 * Makes the module `@azure/functions-core` for an app: what the app registers through it lands in `app`.
 *
 * @throws (its members) on anything but the contract's shapes, and on a registration after the app's start
 */
export const createCoreModule = (app: FunctionApp, log: HostLog): object => ({
    version,
    hostVersion: '4.0.0-local',
    Disposable,

    registerFunction: (metadata: unknown, handler: unknown): Disposable => {
        if (app.locked) throw systemError(new Error('A function can only be registered during app startup.'));
        const registered = { metadata: metadataSchema.parse(metadata), callback: callback.parse(handler) };
        const { name } = registered.metadata;
        if (app.functions.some((other) => other.metadata.name.toLowerCase() === name.toLowerCase())) {
            throw systemError(new Error(`The function name "${name}" is registered twice.`));
        }
        app.functions.push(registered);
        return new Disposable(() => {
            if (app.locked) throw systemError(new Error('A function can only be disposed during app startup.'));
            app.functions = app.functions.filter((other) => other !== registered);
        });
    },

    registerHook: (name: unknown, handler: unknown): Disposable => {
        const hookName = hookNames.find((known) => known === name);
        if (hookName === undefined) throw systemError(new RangeError(`Unrecognized hook "${String(name)}"`));
        const hook = hookCallback.parse(handler);
        app.hooks[hookName].push(hook);
        return new Disposable(() => {
            removeHook(app, hookName, hook);
        });
    },

    setProgrammingModel: (model: unknown): void => {
        app.model = modelSchema.parse(model);
    },

    getProgrammingModel: (): ProgrammingModel | undefined => app.model,

    log: (level: LogLevel, category: LogCategory, message: string): void => {
        writeAppLog(app, log, level, category, message);
    },
});

const removeHook = (app: FunctionApp, name: HookName, hook: HookCallback): void => {
    app.hooks[name] = app.hooks[name].filter((other) => other !== hook);
};
