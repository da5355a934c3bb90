import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSignIn, type SignInDouble } from '../contract/arm/sign-in-environment.ts';
import { adatum, contoso, tailspin, TENANT } from '../contract/arm/sample-ids.ts';
import { startBrowser, type Browser, type Page } from '../support/browser.ts';
import { picture } from '../support/picture.ts';

const SECONDS = 1000;
jest.setTimeout(120 * SECONDS);

/** Stands for the application: says which query it was opened with. */
const startApplication = async (): Promise<{ server: Server; callback: string }> => {
    const server = createServer((request, answer) => {
        answer.setHeader('Content-Type', 'text/plain');
        answer.end(`came back with ${request.url ?? ''}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { server, callback: `http://localhost:${port}/api/signin/callback` };
};

describe("the local Entra's pages in a browser", () => {
    let double: SignInDouble;
    let browser: Browser;
    let application: Awaited<ReturnType<typeof startApplication>>;
    beforeAll(async () => {
        [double, browser, application] = await Promise.all([startSignIn(), startBrowser(), startApplication()]);
    });
    beforeEach(async () => {
        await double.reset();
        await double.change(({ app }) => {
            app.redirectUris = [application.callback];
        });
    });
    afterAll(async () => {
        await browser.close();
        await double.close();
        application.server.close();
    });

    const open = async (tenantId = contoso(TENANT), options = {}): Promise<Page> => {
        const page = await browser.newPage(options);
        await page.goto(double.trip({ redirect_uri: application.callback }, tenantId).url);
        return page;
    };

    const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

    const cameBackWith = async (page: Page): Promise<string> => {
        await page.waitForURL((url) => url.href.startsWith(application.callback));
        return page.getByText('came back with').innerText();
    };

    it.each([{ javaScript: true }, { javaScript: false }])('lead back with one press (%j)', async (options) => {
        const page = await open(contoso(TENANT), options);

        await press(page, 'owner@contoso.example');

        await expect(cameBackWith(page)).resolves.toMatch(/[?&]code=/);
    });

    it('take a name that is typed, by the Enter key', async () => {
        const page = await open();

        await page.getByLabel('Another account').fill('admin@contoso.example');
        await page.keyboard.press('Enter');

        await expect(cameBackWith(page)).resolves.toMatch(/[?&]code=/);
    });

    it('ask for the name after Use another account, and refuse one of another tenant', async () => {
        const page = await open();

        await press(page, 'Use another account');
        await page.getByRole('textbox').fill('owner@fabrikam.example');
        await page.keyboard.press('Enter');
        await page.getByText('AADSTS50020').waitFor();
        await press(page, 'Cancel');

        await expect(cameBackWith(page)).resolves.toMatch(/[?&]error=access_denied/);
    });

    it.each([
        ['Accept', /[?&]code=/],
        ['Cancel', /[?&]error=consent_required/],
    ])('ask for consent, and %s leads back', async (button, expected) => {
        const page = await open(tailspin(TENANT));

        await press(page, 'owner@tailspin.example');
        await press(page, button);

        await expect(cameBackWith(page)).resolves.toMatch(expected);
    });

    it('begin again with the accounts after the back button', async () => {
        const page = await open(tailspin(TENANT));
        await press(page, 'owner@tailspin.example');
        await press(page, 'Cancel');
        await cameBackWith(page);

        await page.goBack();
        await press(page, 'owner@tailspin.example');
        await press(page, 'Accept');

        await expect(cameBackWith(page)).resolves.toMatch(/[?&]code=/);
    });

    it('fit narrow and wide windows, and break no policy', async () => {
        await double.forbidUserConsent(adatum(TENANT));
        const page = await open(tailspin(TENANT));
        const wrong = [await picture(page, 'entra-accounts')];
        await press(page, 'owner@tailspin.example');
        wrong.push(await picture(page, 'entra-consent'));
        const other = await open(adatum(TENANT));
        await press(other, 'owner@adatum.example');
        wrong.push(await picture(other, 'entra-approval'));
        await other.goto(`${double.origin}/`);
        wrong.push(await picture(other, 'entra-home'));

        expect(wrong).toEqual([[], [], [], []]);
        expect(browser.violations()).toEqual([]);
    });
});
