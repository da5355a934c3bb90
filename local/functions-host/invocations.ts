import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { LogLevel, RegisteredFunction, RpcInvocationResponse } from './app/core-api.ts';
import type { FunctionApp } from './app/function-app.ts';
import { invoke } from './app/invoke.ts';
import type { TriggerInput } from './app/invoke.ts';
import { describeError } from './log.ts';
import type { HostLog } from './log.ts';

/** What came of an invocation; a failure is logged already. */
export type InvocationResult = { succeeded: true; response: RpcInvocationResponse } | { succeeded: false };

export interface Invocations {
    /** Runs a function; never rejects. */
    run: (
        target: { registered: RegisteredFunction; triggerName: string },
        input: TriggerInput,
        reason: string,
        /** HTTP has a line of its own for each answer. */
        successLevel?: LogLevel,
    ) => Promise<InvocationResult>;
    /** Resolves when nothing runs any more, or after `milliseconds`; says whether all of it ended. */
    idle: (milliseconds: number) => Promise<boolean>;
}

/**
 * Runs functions, writes what came of it, and knows which still run.
 *
 * @param options.timeout milliseconds a function may run (host.json's `functionTimeout`); undefined for no limit
 * @param options.onTimeout called when one runs longer: it cannot be stopped, so the process has to end, as a worker's does
 */
export const createInvocations = (
    app: FunctionApp,
    log: HostLog,
    options: { timeout: number | undefined; onTimeout: () => void },
): Invocations => {
    const running = new Set<Promise<unknown>>();

    const watch = (functionName: string, invocationId: string) =>
        options.timeout === undefined
            ? undefined
            : setTimeout(() => {
                  const message = `It ran longer than functionTimeout (${options.timeout ?? 0} ms): the process ends.`;
                  log({ level: 'critical', functionName, invocationId, message });
                  options.onTimeout();
              }, options.timeout);

    const runOne: Invocations['run'] = async (
        { registered, triggerName },
        input,
        reason,
        successLevel = 'information',
    ) => {
        const functionName = registered.metadata.name;
        const invocationId = input.invocationId ?? randomUUID();
        const began = performance.now();
        const limit = watch(functionName, invocationId);
        const done = (outcome: string) => `${outcome} (${reason}) in ${Math.round(performance.now() - began)} ms`;
        try {
            const response = await invoke(app, registered, triggerName, { ...input, invocationId }, log);
            log({ level: successLevel, functionName, invocationId, message: done('Succeeded') });
            return { succeeded: true, response };
        } catch (error) {
            const message = `${done('Failed')}\n${describeError(error)}`;
            log({ level: 'error', functionName, invocationId, message });
            return { succeeded: false };
        } finally {
            clearTimeout(limit);
        }
    };

    return {
        run: (...call) => {
            const result = runOne(...call);
            running.add(result);
            void result.finally(() => running.delete(result));
            return result;
        },
        idle: async (milliseconds) => {
            const deadline = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());
            while (running.size > 0) {
                const ended = await Promise.race([Promise.all(running).then(() => true), deadline.then(() => false)]);
                if (!ended) return false;
            }
            return true;
        },
    };
};
