import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';

/** What is under way, along promises and callbacks. */
export interface Contexts {
    active(): Context;
    with<T>(context: Context, work: () => T): T;
}

export function contextsOf(): Contexts {
    const storage = new AsyncLocalStorage<Context>();
    return {
        active: () => storage.getStore() ?? ROOT_CONTEXT,
        with: (context, work) => storage.run(context, work),
    };
}
