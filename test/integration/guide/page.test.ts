import type { GuidedProduct } from '../../../shared/domain/products/product.ts';
import { GUIDED_PRODUCTS } from '../../../shared/domain/products/product.ts';
import { startBrowser } from '../../support/browser.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { picture } from '../../support/picture.ts';
import { serve } from './served.ts';
import { SUBSCRIPTION } from './world.ts';

const LONG_NAME = `<script>alert(1)</script> ${'شركة كونتوسو '.repeat(6)} ☕`;

/** The guide page in a real browser, by the real routes. */
describe('the guide page', () => {
    let browser: Browser;
    let served: Awaited<ReturnType<typeof serve>>;
    beforeAll(async () => {
        browser = await startBrowser();
        served = await serve();
    }, 120_000);
    afterAll(async () => {
        await browser.close();
        await served.close();
    }, 60_000);

    const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
    const arrives = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    const of = (product: GuidedProduct) =>
        product === 'azure-dpor'
            ? { product, subscriptionId: SUBSCRIPTION, subscriptionName: 'Production', partnerId: '3141592' }
            : { product };

    it.each(GUIDED_PRODUCTS)(
        'leads to a yes, which can be taken back, by buttons alone: %s',
        async (product) => {
            const invite = await served.world.issued(of(product));
            const page = await browser.newPage({ javaScript: false });

            await page.goto(served.linkTo(invite));
            const isCopyShown = await page.getByRole('button', { name: 'Copy' }).isVisible();
            const shown = await page.locator('#entry').innerText();
            await press(page, 'I have added the partner');
            await arrives(page, 'Recorded as you told us');
            const said = (await served.world.read(invite)).status;
            await press(page, 'It is not so any more');
            await arrives(page, 'Recorded: it is not so any more');

            expect({ isCopyShown, shown, said }).toEqual({
                isCopyShown: false,
                shown: invite.partnerId,
                said: 'attested',
            });
            expect((await served.world.read(invite)).status).toBe('removed');
        },
        60_000,
    );

    it('copies the partner ID by one press, and says so', async () => {
        const invite = await served.world.issued({ partnerId: '271828' });
        const page = await browser.newPage();
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: served.origin });
        await page.goto(served.linkTo(invite));

        await press(page, 'Copy');
        await page.getByText('Copied.').waitFor();

        expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('271828');
    }, 60_000);

    it('marks the partner ID where the clipboard is not to be had', async () => {
        const invite = await served.world.issued({ product: 'ems', partnerId: '161803' });
        const page = await browser.newPage();
        await page.goto(served.linkTo(invite));
        await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");

        await press(page, 'Copy');
        await page.getByText('Selected: copy it by keyboard.').waitFor();

        expect(await page.evaluate<string>('getSelection().toString()')).toBe('161803');
    }, 60_000);

    it('opens the portal beside itself, and tells it nothing of the link', async () => {
        const invite = await served.world.issued({ product: 'dynamics365' });
        const page = await browser.newPage();
        await page.goto(served.linkTo(invite));
        const beside = page.context().waitForEvent('page');
        const asked = page.context().waitForEvent('request', (request) => request.url().includes('admin.example'));

        await page.getByRole('link', { name: 'Open the admin center' }).click();

        const headers = (await asked).headers();
        expect((await asked).url()).toBe('https://admin.example/products');
        expect(headers.referer).toBeUndefined();
        expect(await (await beside).evaluate<boolean>('opener === null')).toBe(true);
    }, 60_000);

    it('lets several products of one mail be answered one after the other', async () => {
        const { world } = served;
        const to = { adminEmail: 'several@contoso.example' };
        const lead = world.product({ ...to, productName: 'E5' });
        const followers = [
            world.product({ ...to, product: 'intune', lead: lead.id }),
            world.product({ ...to, product: 'ems', lead: lead.id }),
        ];
        for (const each of followers) await world.keep(each);
        await world.keep({ ...lead, alongside: followers.map(({ id }) => id) });
        const page = await browser.newPage();
        await page.goto(served.linkTo(lead));

        const open = () => page.getByRole('link', { name: 'Read and answer the request' });
        const counts = [await open().count()];
        for (let answered = 0; answered < 2; answered += 1) {
            await press(page, 'I have added the partner');
            await arrives(page, 'Recorded as you told us');
            counts.push(await open().count());
            await open().first().click();
        }
        await press(page, 'Decline');
        await page.getByText('This request was declined').waitFor();

        expect(counts).toEqual([2, 2, 1]);
        const statuses = [lead, ...followers].map(async (each) => (await world.read(each)).status);
        expect(await Promise.all(statuses)).toEqual(['attested', 'attested', 'declined']);
    }, 60_000);

    const LOOKED_AT = [
        ...(['en', 'de', 'ja'] as const).map((locale) => ({ product: 'microsoft365', locale }) as const),
        ...(['en', 'de', 'ja'] as const).map((locale) => ({ product: 'azure-dpor', locale }) as const),
        { product: 'dynamics365', locale: 'fr' },
    ] as const;

    it.each(LOOKED_AT)(
        'is in order in light and dark, narrow and wide, whatever people are called: $product, $locale',
        async ({ product, locale }) => {
            const whatever = { customerName: LONG_NAME, invitedBy: LONG_NAME, note: LONG_NAME, locale };
            const named = { productName: product === 'azure-dpor' ? null : LONG_NAME };
            const adminEmail = `${locale}@long.example`;
            const invite = await served.world.issued({ ...of(product), ...whatever, ...named, adminEmail });
            const page = await browser.newPage();
            await page.goto(served.linkTo(invite));

            expect(await picture(page, `guide-${product}-${locale}`)).toEqual([]);
        },
        120_000,
    );

    it.each(['en', 'de', 'ja'])(
        'is in order whatever was said before: %s',
        async (locale) => {
            const { world } = served;
            const about = { locale, product: 'microsoft365', adminEmail: `${locale}@contoso.example` } as const;
            const invite = await world.askedAgain({ ...about, productName: locale }, 'facts');
            const page = await browser.newPage();
            await page.goto(served.linkTo(invite));
            const wrong = await picture(page, `guide-again-${locale}`);
            await page.locator('button[value=later]').click();
            await page.waitForLoadState('load');
            wrong.push(...(await picture(page, `guide-again-later-${locale}`)));
            await page.locator('button[value=added]').click();
            await page.waitForLoadState('load');
            wrong.push(...(await picture(page, `guide-said-${locale}`)));
            await page.locator('button[value=gone]').click();
            await page.waitForLoadState('load');
            wrong.push(...(await picture(page, `guide-gone-${locale}`)));

            expect(wrong).toEqual([]);
        },
        180_000,
    );

    it('has asked nothing of anybody else, and broken no policy', () => {
        expect(browser.origins().filter((origin) => origin !== 'https://admin.example')).toEqual([served.origin]);
        expect(browser.violations()).toEqual([]);
    });
});
