import type { AxeResults, RunOptions } from 'axe-core';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inEveryView, type View } from './browser-views.ts';
import type { Page } from './browser.ts';

/** The default rules, best practices among them, and one of WCAG 2.2 AA that is off unless asked for. */
const RULES: RunOptions = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

let source: Promise<string> | undefined;
const axeSource = (): Promise<string> =>
    (source ??= readFile(createRequire(join(import.meta.dirname, 'axe.ts')).resolve('axe-core/axe.min.js'), 'utf8'));

type Violation = Pick<AxeResults['violations'][number], 'id' | 'impact' | 'nodes'>;

const tell = ({ id, impact, nodes }: Violation): string[] =>
    nodes.map(
        ({ target, failureSummary, html }) =>
            `${id} (${String(impact)}) at ${target.join(' ')}: ${(failureSummary ?? '').replace(/\s+/g, ' ')} in ${html.slice(0, 160)}`,
    );

/**
 * What axe has against a page as it stands; should be nothing. The browser runs it beside the page's own scripts, so
 * that the page's policy stays as it is.
 */
export const axeFindings = async (page: Page): Promise<string[]> => {
    // Strings, as functions would be compiled for Node.
    if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`${await axeSource()};undefined`);
    const found = await page.evaluate<string>(
        `axe.run(document, ${JSON.stringify(RULES)}).then(({ violations }) => JSON.stringify(violations))`,
    );
    return (JSON.parse(found) as Violation[]).flatMap(tell);
};

/** The same at every width and in both colour schemes, each finding once, with where it was found first. */
export const axeEverywhere = async (page: Page): Promise<string[]> => {
    const firstSeen = new Map<string, View>();
    await inEveryView(page, async (view) => {
        for (const finding of await axeFindings(page)) if (!firstSeen.has(finding)) firstSeen.set(finding, view);
    });
    return [...firstSeen].map(([finding, { width, colorScheme }]) => `${width}px ${colorScheme}: ${finding}`);
};
