import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { browserProgram, type BrowserProgram } from './browser-program.ts';

export type { Page } from 'playwright-core';

/** A window of a person of its own: nothing is shared with other ones, cookies least of all. */
export interface WindowOptions {
    /** False for a person who allows no scripts; true unless told. */
    javaScript?: boolean;
    /** CSS pixels, 1280 unless told. */
    width?: number;
    colorScheme?: 'light' | 'dark';
}

/** A headless Chromium. */
export interface Browser {
    /** A page in a fresh context: further tabs of the same person are `page.context().newPage()`. */
    newPage(options?: WindowOptions): Promise<Page>;
    /** The origins that anything of any page was asked of so far. */
    origins(): string[];
    /** What the browser has said of content security policies that were broken. */
    violations(): string[];
    close(): Promise<void>;
}

const WAIT = 60_000;

/** Never those that switch protections off, as the packaged browser recommends: they are what is tested. */
const FLAGS = ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'];

const launch = async (program: BrowserProgram, folder: string): Promise<Chromium> => {
    try {
        return await chromium.launch({
            ...program,
            env: { ...process.env, ...program.env, HOME: folder, TMPDIR: folder },
            args: FLAGS,
            chromiumSandbox: false,
            timeout: WAIT,
        });
    } catch (cause) {
        throw new Error(
            'No browser could be started. The one that npm brings runs on 64-bit Intel Linux with glibc alone: ' +
                'elsewhere install Chrome, or name a Chrome or Chromium in CHROMIUM_PATH.',
            { cause },
        );
    }
};

const withoutScripts = new WeakSet<BrowserContext>();

/** Whether scripts run in the page; where none do, none of ours can be run there either. */
export const runsScripts = (page: Page): boolean => !withoutScripts.has(page.context());

/** Starts a browser, for all tests of a file. It finds `localhost` and no other host. */
export const startBrowser = async (): Promise<Browser> => {
    const program = await browserProgram();
    const folder = await mkdtemp(join(tmpdir(), 'browser-'));
    const forget = () => rm(folder, { recursive: true, force: true });
    const browser = await launch(program, folder).catch(async (error: unknown) => {
        await forget();
        throw error;
    });
    const asked = new Set<string>();
    const violations: string[] = [];

    return {
        async newPage({ javaScript = true, width = 1280, colorScheme = 'light' } = {}) {
            const context = await browser.newContext({
                javaScriptEnabled: javaScript,
                viewport: { width, height: 900 },
                colorScheme,
                locale: 'en',
            });
            if (!javaScript) withoutScripts.add(context);
            context.setDefaultTimeout(WAIT);
            context.on('request', (request) => asked.add(new URL(request.url()).origin));
            context.on('console', (message) => {
                if (message.text().includes('Content Security Policy')) violations.push(message.text());
            });
            return context.newPage();
        },
        origins: () => [...asked].toSorted(),
        violations: () => [...violations],
        async close() {
            await browser.close();
            await forget();
        },
    };
};
