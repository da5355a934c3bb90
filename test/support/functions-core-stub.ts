/**
 * Stands for `@azure/functions-core`, which only the Functions runtime provides:
 * it collects what the entry point registers, so that a test can look at it.
 */
export const version = '0.0.0-test';
export const hostVersion = '0.0.0-test';

interface Registered {
    metadata: { name: string; bindings: Record<string, unknown> };
    callback: (...args: unknown[]) => unknown;
}
export const registered: Registered[] = [];

export const registerFunction = (metadata: Registered['metadata'], callback: Registered['callback']) => {
    registered.push({ metadata, callback });
    return { dispose: () => undefined };
};
export const registerHook = () => ({ dispose: () => undefined });
export const setProgrammingModel = () => undefined;
export const getProgrammingModel = () => undefined;
export const log = () => undefined;
export class Disposable {
    dispose(): void {
        // nothing is held
    }
}
