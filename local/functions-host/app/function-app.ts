import type { HookCallback, HookName, ProgrammingModel, RegisteredFunction } from './core-api.ts';

/** What one loaded app has told the host about itself. */
export interface FunctionApp {
    functions: RegisteredFunction[];
    hooks: Record<HookName, HookCallback[]>;
    model: ProgrammingModel | undefined;
    /** Once the app has started, nothing more can be registered. */
    locked: boolean;
    /** Shared by the app's own start and terminate hooks. */
    hookData: Record<string, unknown>;
    /** Shared by all hooks. */
    appHookData: Record<string, unknown>;
}

export const createFunctionApp = (): FunctionApp => ({
    functions: [],
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [], log: [] },
    model: undefined,
    locked: false,
    hookData: {},
    appHookData: {},
});
