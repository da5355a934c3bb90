import type { Browser, Page } from '../support/browser.ts';
import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { PRODUCTION, WEB } from '../support/e2e-samples.ts';
import { personAt } from '../support/signin-browser.ts';
import { invite, whenEnded } from '../support/stack-flow.ts';
import type { Stack } from '../support/stack.ts';

/** What a person sees and presses, in a real browser, where the mailbox is proof enough. */
describe('confirming by mail, in a browser', () => {
    let people: People;
    let stack: Stack;
    let browser: Browser;
    beforeAll(async () => {
        people = await startPeople({ CONFIRMATION_MODE: 'email' });
        ({ stack, browser } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);

    /** From the list of mails to the mail, and from its button to the window that it opens. */
    const followMail = async (page: Page, address: string): Promise<Page> => {
        await stack.linkTo(address);
        await page.goto((await stack.run()).mail);
        const mails = page.getByRole('listitem').filter({ hasText: address });
        await mails.getByRole('link', { name: 'asks to be your partner of record' }).click();
        const opened = page.waitForEvent('popup');
        await page.frameLocator('iframe').getByRole('link', { name: 'Read and answer the request' }).click();
        return opened;
    };

    it.each([
        ['with scripts', true, PRODUCTION, 'owner@contoso.example'],
        ['without scripts', false, WEB, 'owner@northwind.example'],
    ])(
        'goes from the mail to attached %s, the page following by itself or by a link',
        async (name, javaScript, subscriptionId, adminEmail) => {
            const { id } = await invite(stack, { subscriptionId, adminEmail });

            const page = await followMail(await browser.newPage({ javaScript }), adminEmail);
            const asked = await page.getByRole('heading', { level: 1 }).textContent();
            const wrongBefore = await picture(page, `email-confirm-${name.replace(' ', '-')}`);
            await page.getByRole('button', { name: 'Save partner' }).click();
            await personAt(page).arrives('The partner ID is set up');
            const wrongAfter = await picture(page, `email-attached-${name.replace(' ', '-')}`);

            expect(asked).toContain('Fourth Coffee');
            expect((await whenEnded(stack, id)).status).toBe('attached');
            expect([...wrongBefore, ...wrongAfter]).toEqual([]);
        },
        120_000,
    );

    it('takes a person who comes back to where it stands, and has no buttons there', async () => {
        const page = await followMail(await browser.newPage(), 'owner@contoso.example');
        await page.waitForURL('**/status?*');

        const heading = await page.getByRole('heading', { level: 1 }).textContent();
        const buttons = await page.getByRole('button').count();

        expect(heading).toBe('The partner ID is set up');
        expect(buttons).toBe(0);
    }, 120_000);

    it('has asked nothing of anybody but the app and the inbox, and broken no policy', async () => {
        const { functions, mail } = await stack.run();

        expect(browser.origins()).toEqual([functions, mail].map((url) => new URL(url).origin).toSorted());
        expect(browser.violations()).toEqual([]);
    });
});
