import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { axeFindings } from './axe.ts';
import { inEveryView } from './browser-views.ts';
import { runsScripts, type Page } from './browser.ts';
import { screenshot } from './screenshot.ts';

const pictures = join(import.meta.dirname, '..', '..', 'test-output', 'pages');

/**
 * Looks at a page as it stands, from a phone's width to a desk's, light and dark, and keeps pictures of it in
 * `test-output/pages`.
 *
 * @returns what is wrong with it, each with the width and the colours where it was seen first: it has to be moved
 * sideways, or axe has something against it. Should be nothing. Where no scripts run, axe cannot either.
 */
export const picture = async (page: Page, name: string): Promise<string[]> => {
    await mkdir(pictures, { recursive: true });
    const firstSeen = new Map<string, string>();
    await inEveryView(page, async ({ width, colorScheme }) => {
        const view = `${width}-${colorScheme}`;
        // A string, as a function would be compiled for Node: the page's own measures.
        const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
        const found = runsScripts(page) ? await axeFindings(page) : [];
        if (needed > width) found.push(`needs ${needed} px`);
        for (const each of found) if (!firstSeen.has(each)) firstSeen.set(each, view);
        await screenshot(page, join(pictures, `${name}-${view}.png`));
    });
    return [...firstSeen].map(([finding, view]) => `${name}-${view}: ${finding}`);
};
