/**
 * The contract between a Functions worker and the programming model of an app (`@azure/functions`), as far as this host
 * serves it. The runtime ships it as the built-in module `@azure/functions-core`; its published typings are the source
 * of the names.
 */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogCategory = 'user' | 'system' | 'customMetric';

/** One value on the wire; exactly one member is set, none stands for null. */
export interface RpcTypedData {
    string?: string | null;
    json?: string | null;
    bytes?: Uint8Array | null;
    http?: RpcHttpData | null;
    int?: number | null;
    double?: number | null;
}

export interface RpcNullable<T> {
    value?: T | null;
}

export interface RpcHttpCookie {
    name?: string | null;
    value?: string | null;
    domain?: RpcNullable<string> | null;
    path?: RpcNullable<string> | null;
    /** Whole seconds since 1970. */
    expires?: RpcNullable<{ seconds?: number | null }> | null;
    secure?: RpcNullable<boolean> | null;
    httpOnly?: RpcNullable<boolean> | null;
    /** `none` means that the handler set nothing, `explicitNone` that it set None. */
    sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone' | null;
    /** Seconds. */
    maxAge?: RpcNullable<number> | null;
}

/** An HTTP request on its way in, or an HTTP response on its way out. */
export interface RpcHttpData {
    method?: string;
    url?: string;
    body?: RpcTypedData | null;
    nullableHeaders?: Record<string, RpcNullable<string>>;
    nullableQuery?: Record<string, RpcNullable<string>>;
    nullableParams?: Record<string, RpcNullable<string>>;
    headers?: Record<string, string> | null;
    statusCode?: string | null;
    cookies?: RpcHttpCookie[] | null;
}

export interface RpcTraceContext {
    traceParent: string;
    traceState: string;
    attributes: Record<string, string>;
}

export interface RpcInvocationRequest {
    invocationId: string;
    functionId: string;
    inputData: { name: string; data: RpcTypedData }[];
    triggerMetadata: Record<string, RpcTypedData>;
    traceContext: RpcTraceContext;
}

export interface RpcInvocationResponse {
    returnValue?: RpcTypedData | null;
    outputData?: { name?: string | null; data?: RpcTypedData | null }[] | null;
}

/** A binding as registered: its type, direction and whatever else that type has. */
export interface BindingInfo {
    type: string;
    direction?: string | undefined;
    [option: string]: unknown;
}

export interface FunctionMetadata {
    name: string;
    bindings: Record<string, BindingInfo>;
}

export type FunctionCallback = (...args: unknown[]) => unknown;

export interface RegisteredFunction {
    metadata: FunctionMetadata;
    callback: FunctionCallback;
}

/** What an invocation model may ask of the worker about the invocation that it serves. */
export interface CoreInvocationContext {
    invocationId: string;
    request: RpcInvocationRequest;
    metadata: FunctionMetadata & { functionId: string };
    state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
    log: (level: LogLevel, category: LogCategory, message: string) => void;
}

export interface InvocationModel {
    getArguments: () => Promise<{ context: unknown; inputs: unknown[] }>;
    invokeFunction: (context: unknown, inputs: unknown[], callback: FunctionCallback) => Promise<unknown>;
    getResponse: (context: unknown, result: unknown) => Promise<RpcInvocationResponse>;
}

export interface ProgrammingModel {
    name: string;
    version: string;
    getInvocationModel: (context: CoreInvocationContext) => InvocationModel;
    getCapabilities?: (capabilities: Record<string, string>) => Promise<Record<string, string>>;
}

export const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
export type HookName = (typeof hookNames)[number];
export type HookCallback = (context: object) => unknown;
