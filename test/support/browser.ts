import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
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
const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'] as const;
const pictures = join(import.meta.dirname, '..', '..', 'test-output', 'pages');

/** Never those that switch protections off, as the packaged browser recommends: they are what is tested. */
const FLAGS = ['--disable-gpu', '--no-zygote', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'];

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

/**
 * Pictures of a page as it stands, narrow and wide, light and dark, in `test-output/pages`.
 *
 * @returns the widths at which the page is wider than its window, so that it has to be moved sideways; should be none
 */
export const picture = async (page: Page, name: string): Promise<number[]> => {
    await mkdir(pictures, { recursive: true });
    // An address is there before its document is.
    await page.waitForLoadState('load');
    const before = page.viewportSize();
    const tooWide: number[] = [];
    for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        // A string, as a function would be compiled for Node: the page's own measures.
        const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (needed > width) tooWide.push(width);
        for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme });
            await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
    }
    await page.emulateMedia({ colorScheme: null });
    if (before !== null) await page.setViewportSize(before);
    return tooWide;
};
