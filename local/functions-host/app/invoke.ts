import { randomUUID } from 'node:crypto';
import type { HostLog } from '../log.ts';
import { writeAppLog } from './app-log.ts';
import type { CoreInvocationContext, RegisteredFunction, RpcInvocationResponse } from './core-api.ts';
import type { RpcTraceContext, RpcTypedData } from './core-api.ts';
import type { FunctionApp } from './function-app.ts';
import { createTraceContext } from './trace-context.ts';

/** What a trigger hands to a function. */
export interface TriggerInput {
    data: RpcTypedData;
    metadata?: Record<string, RpcTypedData>;
    traceContext?: RpcTraceContext;
    invocationId?: string;
}

/**
 * Runs one function once, hooks and all, through the app's own programming model, which makes the arguments and the
 * response exactly as under the real worker.
 *
 * @throws what the function, a hook or the conversion of its result throws
 */
export const invoke = async (
    app: FunctionApp,
    registered: RegisteredFunction,
    triggerName: string,
    input: TriggerInput,
    log: HostLog,
): Promise<RpcInvocationResponse> => {
    if (app.model === undefined) throw new Error('The app has set no programming model.');
    const { metadata } = registered;
    const invocationId = input.invocationId ?? randomUUID();
    const hookData: Record<string, unknown> = {};
    const source = { functionName: metadata.name, invocationId, invocationContext: undefined as unknown, hookData };
    const core: CoreInvocationContext = {
        invocationId,
        request: {
            invocationId,
            functionId: metadata.name,
            inputData: [{ name: triggerName, data: input.data }],
            triggerMetadata: input.metadata ?? {},
            traceContext: input.traceContext ?? createTraceContext(),
        },
        metadata: { ...metadata, functionId: metadata.name },
        state: undefined,
        log: (level, category, message) => writeAppLog(app, log, level, category, message, source),
    };
    const model = app.model.getInvocationModel(core);
    const { context, inputs } = await model.getArguments();
    source.invocationContext = context;

    const shared = { hookData, appHookData: app.appHookData, invocationContext: context };
    const before = { ...shared, inputs, functionCallback: registered.callback };
    await inState(core, 'preInvocationHooks', async () => {
        for (const hook of app.hooks.preInvocation) await hook(before);
    });
    const after = { ...shared, inputs: before.inputs, result: null as unknown, error: null as unknown };
    await inState(core, 'invocation', async () => {
        try {
            after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
        } catch (error) {
            // A hook clears an error by setting null; `throw undefined` must not look like that.
            after.error = error ?? new Error(`The function threw ${String(error)}.`);
        }
    });
    await inState(core, 'postInvocationHooks', async () => {
        for (const hook of app.hooks.postInvocation) await hook(after);
    });
    if (after.error !== null && after.error !== undefined) throw asError(after.error);
    return await model.getResponse(context, after.result);
};

const inState = async (
    core: CoreInvocationContext,
    state: NonNullable<CoreInvocationContext['state']>,
    step: () => Promise<void>,
): Promise<void> => {
    core.state = state;
    try {
        await step();
    } finally {
        core.state = undefined;
    }
};

const asError = (thrown: unknown): Error =>
    thrown instanceof Error ? thrown : new Error(`The function threw ${String(thrown)}.`, { cause: thrown });
