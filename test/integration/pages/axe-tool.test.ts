import { axeEverywhere, axeFindings } from '../../support/axe.ts';
import { startBrowser, type Browser, type Page } from '../../support/browser.ts';

const document = (body: string, style = ''): string =>
    `<!doctype html><html lang="en"><head><title>A page</title>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <style>${style}</style></head><body><main><h1>A page</h1>${body}</main></body></html>`;

/** The tool that other tests rely on: it has to see what is wrong, and nothing where nothing is. */
describe('axe in the browser', () => {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
        browser = await startBrowser();
        page = await browser.newPage();
    }, 120_000);
    afterAll(() => browser.close(), 60_000);

    it('finds nothing in a page that is right, under a policy that allows no script', async () => {
        await page.setContent(document('<p>Words.</p>'));

        expect(await axeEverywhere(page)).toEqual([]);
        expect(browser.violations()).toEqual([]);
    }, 120_000);

    it.each([
        ['a picture without words', '<img src="data:,">', 'image-alt'],
        ['a heading that skips an order', '<h3>Too deep</h3>', 'heading-order'],
        [
            'targets too small to be hit',
            '<a href="#a">a</a><br><button style="all:unset;font-size:4px">b</button><button style="all:unset;font-size:4px">c</button>',
            'target-size',
        ],
    ])(
        'finds %s',
        async (_what, body, rule) => {
            await page.setContent(document(body));

            expect((await axeFindings(page)).map((finding) => finding.split(' ', 1)[0])).toContain(rule);
        },
        120_000,
    );

    it('finds what is wrong at one width and in one colour scheme alone, and tells where', async () => {
        const style = '@media (max-width:400px) and (prefers-color-scheme:dark){p{color:#777;background:#666}}';
        await page.setContent(document('<p>Words.</p>', style));

        expect(await axeEverywhere(page)).toEqual([
            expect.stringMatching(/^320px dark: color-contrast \(serious\) at p: .*<p>Words\.<\/p>$/),
        ]);
    }, 120_000);
});
