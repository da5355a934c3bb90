import { GUIDED_PRODUCTS } from '../../shared/domain/products/product.ts';
import type { GuidedProduct } from '../../shared/domain/products/product.ts';
import { CONTOSO, PRODUCTION } from '../support/e2e-samples.ts';
import { linksOf } from '../support/mail-links.ts';
import { startPeople } from '../support/people.ts';
import type { People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const LOCATION_ID = '314159';
const ORGANISATION_ID = '3141592';
const idFor = (product: GuidedProduct): string => (product === 'azure-dpor' ? ORGANISATION_ID : LOCATION_ID);
const ADDED = 'I have added the partner';
const SAID = 'Recorded as you told us';

/** From the partner's call to what the customer says, for what the customer does by hand. */
describe('a product whose partner is named by hand', () => {
    let people: People;
    let stack: Stack;
    beforeAll(async () => {
        people = await startPeople({ DPOR_PARTNER_ID: ORGANISATION_ID });
        ({ stack } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);

    const asked = async (body: Record<string, unknown>): Promise<{ id: string; alongside: string[] }> => {
        const answer = await stack.api('POST', '/api/invites', { body: { tenantId: CONTOSO, ...body } });
        expect(answer.status).toBe(201);
        return answer.body as { id: string; alongside: string[] };
    };
    const read = async (id: string) =>
        (await stack.api('GET', `/api/invites/${id}`)).body as { status: string; timeline: { event: string }[] };
    const guideOf = (id: string, adminEmail: string): Promise<string> =>
        waitFor('the link to the guide', async () =>
            linksOf((await stack.inbox()).filter(({ to }) => to === adminEmail)).find((link) =>
                link.includes(`/api/guide/${id}?t=`),
            ),
        );
    const subject = (product: GuidedProduct) =>
        product === 'azure-dpor' ? { product, subscriptionId: PRODUCTION } : { product };

    it.each(GUIDED_PRODUCTS.flatMap((product) => [true, false].map((javaScript) => ({ product, javaScript }))))(
        'is asked for by mail and answered on its page: %j',
        async ({ product, javaScript }) => {
            const adminEmail = `${product}-${String(javaScript)}@contoso.example`;
            const { id } = await asked({ ...subject(product), adminEmail });
            const person = await people.somebody({ javaScript });
            const { page } = person;

            await page.goto(await guideOf(id, adminEmail));
            const [shown, canCopy] = [
                await page.locator('#entry').innerText(),
                await page.getByRole('button', { name: 'Copy' }).isVisible(),
            ];
            await person.press(ADDED);
            await person.arrives(SAID);

            expect({ shown, canCopy }).toEqual({ shown: idFor(product), canCopy: javaScript });
            expect(await read(id)).toMatchObject({
                status: 'attested',
                product,
                said: { by: adminEmail, state: 'current' },
            });
        },
        120_000,
    );

    it('is one of several in a mail, each answered by itself, one after the other', async () => {
        const adminEmail = 'several@contoso.example';
        const { id, alongside } = await asked({
            ...{ product: 'microsoft365', productName: 'E5', adminEmail, locale: 'de' },
            alsoFor: ['intune', { product: 'azure-dpor', subscriptionId: PRODUCTION }],
        });
        const { page } = await people.somebody();

        await page.goto(await guideOf(id, adminEmail));
        const wrong = await picture(page, 'guide-several');
        const pressed: string[] = [];
        for (const answer of ['added', 'decline', 'added']) {
            pressed.push(await page.locator('#entry').innerText());
            await page.locator(`button[value=${answer}]`).click();
            await page.waitForLoadState('load');
            const next = page.locator('main a[href*="/api/guide/"]').first();
            if (pressed.length < 3) await next.click();
        }

        const mails = (await stack.inbox()).filter(({ to }) => to === adminEmail);
        expect(mails).toHaveLength(1);
        expect(wrong).toEqual([]);
        expect(pressed).toEqual([LOCATION_ID, LOCATION_ID, ORGANISATION_ID]);
        const statuses = [id, ...alongside].map(async (each) => (await read(each)).status);
        expect(await Promise.all(statuses)).toEqual(['attested', 'declined', 'attested']);
    }, 180_000);

    it('can be left for later, and taken back once it was said', async () => {
        const adminEmail = 'later@contoso.example';
        const { id } = await asked({ product: 'ems', adminEmail });
        const person = await people.somebody();
        const { page } = person;
        await page.goto(await guideOf(id, adminEmail));

        await person.press('Not now');
        await page.getByText('You pressed Not now').waitFor();
        await person.press(ADDED);
        await person.arrives(SAID);
        await person.press('It is not so any more');
        await person.arrives('Recorded: it is not so any more');

        const { status, timeline } = await read(id);
        expect(status).toBe('removed');
        expect(timeline.map(({ event }) => event)).toEqual(expect.arrayContaining(['not-now', 'attested', 'removed']));
    }, 120_000);

    it('has asked nothing of Azure and of nobody else, and broken no policy', async () => {
        const ofTheirs = (await stack.requests('arm')).filter(
            ({ tenantId, path }) => tenantId === CONTOSO || path.includes(PRODUCTION),
        );

        expect(ofTheirs).toEqual([]);
        expect(await people.strangers()).toEqual([]);
        expect(people.browser.violations()).toEqual([]);
    });
});
