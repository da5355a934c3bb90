import { startBrowser, type Browser, type WindowOptions } from './browser.ts';
import { startQuietStack } from './e2e-stack.ts';
import { personAt, type Person } from './signin-browser.ts';
import type { Stack } from './stack.ts';

/** People at a browser, and the whole system that they meet: one of each for all tests of a file. */
export interface People {
    readonly stack: Stack;
    readonly browser: Browser;
    /** Somebody new, at a window of their own. */
    somebody(options?: WindowOptions): Promise<Person>;
    /** The origins that pages were asked of and that are none of the app's or of the given parts of the local cloud. */
    strangers(...parts: ('mail' | 'signin')[]): Promise<string[]>;
    close(): Promise<void>;
}

/** @param env settings that differ from those of a quiet stack */
export const startPeople = async (env?: Record<string, string>): Promise<People> => {
    const browser = await startBrowser();
    const stack = await startQuietStack(env).catch(async (error: unknown) => {
        await browser.close();
        throw error;
    });
    return {
        stack,
        browser,
        somebody: async (options) => personAt(await browser.newPage(options)),
        async strangers(...parts) {
            const run = await stack.run();
            const ours = ['functions' as const, ...parts].map((part) => new URL(run[part]).origin);
            return browser.origins().filter((origin) => !ours.includes(origin));
        },
        async close() {
            await stack.remove();
            await browser.close();
        },
    };
};
