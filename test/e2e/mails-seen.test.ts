import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brandOf, PLAIN } from '../../shared/views/brand/brand.ts';
import { wear } from '../../shared/views/brand/worn.ts';
import { ENGLISH } from '../../shared/views/languages/language.ts';
import { axeFindings } from '../support/axe.ts';
import { inEveryView } from '../support/browser-views.ts';
import { startBrowser } from '../support/browser.ts';
import type { Browser, Page } from '../support/browser.ts';
import { everyMail, longestMails } from '../support/mail-samples.ts';
import type { NamedMail } from '../support/mail-samples.ts';
import { screenshot } from '../support/screenshot.ts';

/** A phone, the width that mails are made for, and webmail. */
const WIDTHS = [320, 600, 1024];
const PICTURES = join(import.meta.dirname, '..', '..', 'test-output', 'mails');
const TIMEOUT = 240_000;

let browser: Browser;
let page: Page;

beforeAll(async () => {
    await mkdir(PICTURES, { recursive: true });
    browser = await startBrowser();
    // Mail programs run no scripts, but axe is one.
    page = await browser.newPage();
}, TIMEOUT);

afterAll(async () => {
    wear(PLAIN);
    await browser.close();
});

/** What there is against the looks of a mail, and its pictures. */
const looksOf = async ([name, { html }]: NamedMail): Promise<string[]> => {
    const found: string[] = [];
    await page.setContent(html);
    await inEveryView(
        page,
        async ({ width, colorScheme }) => {
            const where = `${name}-${width}-${colorScheme}`;
            const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
            if (needed > width) found.push(`${where}: ${needed} px wide`);
            found.push(...(await axeFindings(page)).map((finding) => `${where}: ${finding}`));
            await screenshot(page, join(PICTURES, `${where}.png`));
        },
        WIDTHS,
    );
    return found;
};

/** The partner's own mails of outcomes differ in a few words alone. */
const LOOK_ALIKE = /^outcome-(?!attached|failed|guided-lapsed).*-partner$/;

describe('a mail as people see it', () => {
    it.each(
        everyMail(ENGLISH)
            .filter(([name]) => !LOOK_ALIKE.test(name))
            .map((named) => [named[0], named] as const),
    )(
        'fits and is accessible at every width, light and dark: %s',
        async (_name, named) => {
            expect(await looksOf(named)).toEqual([]);
        },
        TIMEOUT,
    );

    it.each(longestMails(ENGLISH).map(([name, mail]) => [name, [`longest-${name}`, mail]] as const))(
        'fits and is accessible with the longest names, right to left: %s',
        async (_name, named) => {
            expect(await looksOf(named)).toEqual([]);
        },
        TIMEOUT,
    );

    it.each(['#ffd400', '#7a0019', '#101010'])(
        'is legible in a partner’s colour: %s',
        async (colour) => {
            wear(brandOf({ colour }));
            const [, mail] = everyMail(ENGLISH)[0] ?? fail('no mail');

            expect(await looksOf([`colour-${colour.slice(1)}`, mail])).toEqual([]);
            expect(mail.html).toContain(`background-color:${colour}`);
        },
        TIMEOUT,
    );

    it('asks nobody for anything', () => {
        expect(browser.origins()).toEqual([]);
    });
});

function fail(why: string): never {
    throw new Error(why);
}
