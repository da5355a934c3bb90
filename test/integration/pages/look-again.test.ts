import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { layout } from '../../../shared/views/layout.ts';
import { constant } from '../../../shared/views/markup.ts';
import { pageCsp } from '../../../shared/views/page-policy.ts';
import { say } from '../../../shared/views/phrase.ts';
import type { Phrase } from '../../../shared/views/phrase.ts';
import { startBrowser, type Browser, type Page } from '../../support/browser.ts';
import { waitFor } from '../../support/stack-wait.ts';

const BODY = '<p data-with-script hidden>By itself.</p><p><a id="look-again" href="">Look again</a></p>';

/** What the server says next; asked for that often. */
interface Standing {
    title: Phrase;
    isUnderWay: boolean;
    status: number;
    asked: number;
}

const pageOf = ({ title, isUnderWay }: Standing): string =>
    layout(
        {
            title,
            body: constant(isUnderWay ? BODY : '<p>It is done.</p>'),
            partnerName: 'Fourth Coffee',
            contact: 'partners@fourthcoffee.example',
            lookAgainSeconds: isUnderWay ? 5 : null,
        },
        ENGLISH,
    );

/** The script of the page in a real browser, whose clock is wound by hand. */
describe('a page that looks again', () => {
    let browser: Browser;
    let server: Server;
    let origin: string;
    let standing: Standing;
    beforeAll(async () => {
        browser = await startBrowser();
        server = createServer((_request, response) => {
            standing.asked += 1;
            response.writeHead(standing.status, {
                'content-type': 'text/html; charset=utf-8',
                'content-security-policy': pageCsp({ isLive: true }),
            });
            response.end(standing.status === 200 ? pageOf(standing) : '<!doctype html><title>No</title><h1>No</h1>');
        }).listen(0);
        await once(server, 'listening');
        origin = `http://localhost:${(server.address() as AddressInfo).port}/`;
    }, 120_000);
    afterAll(async () => {
        await browser.close();
        server.close();
    }, 60_000);
    beforeEach(() => {
        standing = { title: say`Under way`, isUnderWay: true, status: 200, asked: 0 };
    });

    const opened = async (options?: Parameters<Browser['newPage']>[0]): Promise<Page> => {
        const page = await browser.newPage(options);
        await page.clock.install();
        await page.goto(origin);
        return page;
    };
    const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
    /** Lets so many seconds pass, and waits for what was asked meanwhile. */
    const pass = async (page: Page, seconds: number, asked: number): Promise<void> => {
        await page.clock.runFor(seconds * 1000);
        await waitFor(`${asked} requests`, () => standing.asked >= asked || undefined);
        await page.waitForLoadState('networkidle');
    };

    it('takes over what has changed, says the new heading aloud, and asks no more at an end', async () => {
        const page = await opened();
        expect(await page.getByText('By itself.').isVisible()).toBe(true);
        await pass(page, 5, 2);
        expect(await page.getByRole('status').innerText()).toBe('');

        standing.title = say`Set up`;
        standing.isUnderWay = false;
        await pass(page, 5, 3);
        await page.getByRole('heading', { level: 1, name: 'Set up' }).waitFor();
        await page.clock.runFor(600_000);

        expect(await page.locator('#news').innerText()).toBe('Set up');
        expect(await page.title()).toBe('Set up');
        expect(standing.asked).toBe(3);
        expect(browser.violations()).toEqual([]);
    }, 120_000);

    it('leaves the focus where it was, or on the heading where that has gone', async () => {
        const page = await opened();
        await page.getByRole('link', { name: 'Look again' }).focus();
        const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.tagName');

        standing.title = say`Further on`;
        await pass(page, 5, 2);
        await page.getByRole('heading', { level: 1, name: 'Further on' }).waitFor();
        const after = await focused();
        standing.isUnderWay = false;
        await pass(page, 5, 3);
        await page.getByText('It is done.').waitFor();

        expect([after, await focused()]).toEqual(['look-again', 'H1']);
    }, 120_000);

    it('asks less often while it gets errors, and as often as before once it gets an answer', async () => {
        const page = await opened();
        standing.status = 503;
        await pass(page, 5, 2);
        await page.clock.runFor(9_000);
        expect(standing.asked).toBe(2);
        await pass(page, 1, 3);
        await page.clock.runFor(19_000);
        expect(standing.asked).toBe(3);

        standing.status = 200;
        await pass(page, 1, 4);
        await pass(page, 5, 5);

        expect(await heading(page)).toBe('Under way');
    }, 120_000);

    it('shows that the link is good no more', async () => {
        const page = await opened();

        standing.status = 410;
        await pass(page, 5, 3);

        await page.getByRole('heading', { level: 1, name: 'No' }).waitFor();
        expect(standing.asked).toBe(3);
    }, 120_000);

    it('asks nothing while it is hidden, and at once when it is looked at again', async () => {
        const page = await opened();
        const hide = (isHidden: boolean) =>
            page.evaluate(
                `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });` +
                    "document.dispatchEvent(new Event('visibilitychange'))",
            );

        await hide(true);
        await page.clock.runFor(600_000);
        const whileHidden = standing.asked;
        await hide(false);
        await waitFor('a look', () => standing.asked > whileHidden || undefined);

        expect(whileHidden).toBe(1);
        await pass(page, 5, 3);
    }, 120_000);

    it('has a link to do it by hand where no script runs, and says nothing of doing it by itself', async () => {
        const page = await browser.newPage({ javaScript: false });
        await page.goto(origin);
        standing.title = say`Set up`;

        await page.getByRole('link', { name: 'Look again' }).click();
        await page.getByRole('heading', { level: 1, name: 'Set up' }).waitFor();

        expect(await page.getByText('By itself.').isVisible()).toBe(false);
        expect(standing.asked).toBe(2);
    }, 120_000);
});
