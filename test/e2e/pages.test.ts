import { picture } from '../support/picture.ts';
import { startPeople, type People } from '../support/people.ts';
import { mailedInvite, readInvite } from '../support/e2e-link.ts';
import { PRODUCTION, SHOP, WEB } from '../support/e2e-samples.ts';
import { byKeyboard } from '../support/keyboard.ts';
import { linksOf } from '../support/mail-links.ts';
import { whenEnded } from '../support/stack-flow.ts';
import { call } from '../support/stack-http.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const OWNER = 'owner@northwind.example';
const DONE = 'The partner ID is set up';
/** Four cups, from above. */
const LOGO =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGAAAAAgCAMAAADaHo1mAAAACVBMVEX///9rL4rZs+bZzgzHAAAAAXRSTlMAQObYZgAAAFVJREFUeNrtlTEKACAMxFr//2iHIlQnkcsgXMZk6CC1Ecb8RZI+F7Q/CuC3IvbjLFI/il5UPpqvIvb/D9h8KyrvN7gcgO4Bvsn8X8T/pvw94C+aMc9MsaoFOXjRNv8AAAAASUVORK5CYII=';
const LONG_NAME = `<script>alert(1)</script> ${'شركة كونتوسو '.repeat(11)} ☕`;

/** What a customer sees beside the sign-in, in the looks of the partner. */
describe('the customer’s pages', () => {
    let people: People;
    let stack: Stack;
    beforeAll(async () => {
        const looks = { PARTNER_COLOUR: '#8a2f6b', PARTNER_LOGO: LOGO };
        people = await startPeople({ CONFIRMATION_MODE: 'signin', ...looks });
        ({ stack } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);

    const stopLinkTo = (address: string): Promise<string> =>
        waitFor('the link that stops mails', async () => {
            const mail = (await stack.inbox()).find(({ to }) => to === address);
            return /https?:\/\/\S+\/api\/opt-out\?t=\S+/.exec(mail?.text ?? '')?.[0];
        });

    it('lead from the link to the end by the keyboard alone, each stop to be seen', async () => {
        const link = await mailedInvite(stack, { subscriptionId: WEB, adminEmail: OWNER });
        const person = await people.somebody();
        const { page } = person;
        const keyboard = byKeyboard(page);

        await page.goto(link.link);
        const stops = await keyboard.reach('Save partner');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: OWNER }).waitFor();
        await keyboard.reach(OWNER);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/api/signin/callback?*');
        await keyboard.reach('Save partner');
        await page.keyboard.press('Enter');
        await person.arrives(DONE);

        expect(stops.at(-1)).toBe('Save partner');
        expect(keyboard.unseen()).toEqual([]);
        expect((await whenEnded(stack, link.id)).status).toBe('attached');
        expect(await picture(page, 'brand-attached')).toEqual([]);
    }, 180_000);

    it('are in order from the request to a no and to thinking better of it, whatever people are called', async () => {
        const adminEmail = 'decides@contoso.example';
        const note = `Dear all, ${LONG_NAME}`;
        const link = await mailedInvite(stack, {
            ...{ subscriptionId: PRODUCTION, adminEmail, customerName: LONG_NAME, invitedBy: LONG_NAME, note },
        });
        const person = await people.somebody();

        await person.page.goto(link.link);
        const wrong = await picture(person.page, 'brand-confirm');
        const logo = person.page.getByRole('img', { name: 'Fourth Coffee' });
        const [isShown, width, accent] = [
            await logo.isVisible(),
            await person.page.evaluate<number>('document.images[0].naturalWidth'),
            await person.page.evaluate<string>("getComputedStyle(document.body).getPropertyValue('--accent')"),
        ];
        await person.press('Decline');
        await person.arrives('Declined');
        wrong.push(...(await picture(person.page, 'declined')));
        await person.page.getByRole('link', { name: 'Open the request again' }).click();
        await person.page.waitForURL(link.link);
        wrong.push(...(await picture(person.page, 'declined-before')));

        expect(wrong).toEqual([]);
        expect([isShown, width, accent]).toEqual([true, 96, '#8a2f6b']);
        expect((await readInvite(stack, link.id)).status).toBe('declined');
    }, 180_000);

    it('are in order where somebody gives access without signing in', async () => {
        const link = await mailedInvite(stack, { subscriptionId: SHOP, adminEmail: 'owner@tailspin.example' });
        const person = await people.somebody();

        await person.page.goto(link.link.replace('?', '/ways?'));
        for (const details of await person.page.locator('details').all()) await details.locator('summary').click();
        const wrong = await picture(person.page, 'ways');
        await person.press('Check now');
        await person.arrives('The access does not show yet');
        wrong.push(...(await picture(person.page, 'ways-not-there')));
        await person.page.goBack();
        await person.page.getByRole('button', { name: 'I have linked it' }).first().click();
        await person.arrives('Recorded as you told us');
        wrong.push(...(await picture(person.page, 'ways-attested')));

        expect(wrong).toEqual([]);
    }, 180_000);

    it('are in order where mails are stopped and allowed again', async () => {
        const adminEmail = 'quiet@contoso.example';
        await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail });
        const person = await people.somebody();

        await person.page.goto(await stopLinkTo(adminEmail));
        const wrong = await picture(person.page, 'opt-out');
        await person.press('Stop these mails');
        await person.page.getByRole('button', { name: 'Allow them again' }).waitFor();
        wrong.push(...(await picture(person.page, 'opted-out')));

        expect(wrong).toEqual([]);
    }, 120_000);

    it('are in order where questions are answered, wherever somebody comes from', async () => {
        const adminEmail = 'asks@contoso.example';
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail, locale: 'de' });
        const person = await people.somebody();
        const { page } = person;

        await page.goto(link.link);
        await page.getByRole('link', { name: 'Fragen und Antworten' }).click();
        await page.waitForURL('**/api/help?lang=de');
        await page.getByRole('link', { name: 'Wer darf den Partner benennen?' }).click();
        const wrong = await picture(page, 'help-de');
        await page.goto(new URL('/api/help?lang=en', link.link).href);
        wrong.push(...(await picture(page, 'help')));

        expect(wrong).toEqual([]);
        expect(await page.locator('html').getAttribute('lang')).toBe('en');
        const mail = (await stack.inbox()).find(({ to }) => to === adminEmail);
        expect(linksOf(mail === undefined ? [] : [mail])).toContain(new URL('/api/help?lang=de', link.link).href);
    }, 180_000);

    it('have links that lead somewhere in every mail', async () => {
        const mails = await stack.inbox();
        const { functions } = await stack.run();
        const found = linksOf(mails).filter((link) => link.startsWith(functions));
        const answers = new Map<string, number>();
        for (const link of found) answers.set(new URL(link).pathname, (await call('GET', link, {})).status);

        expect(mails.map(({ customArgs }) => customArgs.mailKind)).toEqual(
            expect.arrayContaining(['invite', 'outcome-admin', 'outcome-partner']),
        );
        expect(found.length).toBeGreaterThan(mails.length);
        expect([...answers].filter(([, status]) => status !== 200 && status !== 303)).toEqual([]);
    }, 120_000);

    it('are in order where a link leads nowhere, or the partner took the request back', async () => {
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'late@contoso.example' });
        const person = await people.somebody();

        await person.page.goto(`${link.link}x`);
        const wrong = await picture(person.page, 'link-gone');
        await person.page.goto(link.link);
        await stack.api('DELETE', `/api/invites/${link.id}`);
        await person.press('Save partner');
        await person.arrives('This link does not work');

        expect(wrong).toEqual([]);
    }, 120_000);

    it('are in order where the browser sends what no form of ours does', async () => {
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'odd@contoso.example' });
        const person = await people.somebody();

        await person.page.goto(link.link);
        await person.page.evaluate("document.querySelector('button[value=decline]').value = 'something else'");
        await person.press('Decline');
        await person.page.getByRole('heading', { level: 2, name: 'What you can do' }).waitFor();

        expect(await picture(person.page, 'problem')).toEqual([]);
    }, 120_000);

    it('have asked nothing of anybody but the app and the sign-in, and broken no policy', async () => {
        expect(await people.strangers('signin')).toEqual([]);
        expect(people.browser.violations()).toEqual([]);
    });
});
