import type { Page } from '../support/browser.ts';
import { sendRaw } from '../support/e2e-broker.ts';
import { whenDeadLetters } from '../support/e2e-dead-letters.ts';
import { byKeyboard } from '../support/keyboard.ts';
import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { audit, invite } from '../support/stack-flow.ts';
import { waitFor } from '../support/stack.ts';

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';
const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const WEB = '90000000-0000-4000-8000-0000000000d1';
const NOBODY = '0aaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const LONG_ARABIC = 'مرحبا'.repeat(40);

const FILE = [
    'subscriptionId,adminEmail,customerName',
    `${ANALYTICS},<first>@contoso.example,Contoso`,
    `${ANALYTICS},second@contoso.example,<script>alert(1)</script>`,
    `${WEB},third@northwind.example,${LONG_ARABIC}`,
    `${WEB},fourth@northwind.example,🦊 \u202Eevil\u2069`,
    `nope,fifth@northwind.example,x`,
].join('\n');

/** The partner's people at work, in a browser, over the whole local cloud. */
describe('the operations pages', () => {
    let people: People;
    let origin: string;
    const wrong: string[] = [];
    beforeAll(async () => {
        people = await startPeople();
        origin = (await people.stack.run()).functions;
        await invite(people.stack, { subscriptionId: PRODUCTION, adminEmail: 'owner@contoso.example' });
        await audit(people.stack);
    }, 120_000);
    afterAll(() => people.close(), 60_000);
    beforeEach(() => {
        wrong.length = 0;
    });

    /** Opens a page, and signs in where that is asked for. */
    const signedIn = async (name: string, options: { javaScript?: boolean } = {}): Promise<Page> => {
        const page = await people.browser.newPage(options);
        await page.goto(`${origin}/api/ops/missing?sort=oldest`);
        await page.getByRole('button', { name }).click();
        await page.getByRole('heading', { level: 1, name: 'Missing' }).waitFor();
        return page;
    };
    const look = async (page: Page, name: string) => wrong.push(...(await picture(page, `ops-${name}`)));
    const go = (page: Page, path: string) => page.goto(`${origin}/api/ops${path}`);
    const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
    const said = (page: Page, words: string) => page.getByText(words).first().waitFor();

    it('lead back from the sign-in to the page that was asked for', async () => {
        const page = await signedIn('operator@fourthcoffee.example');

        expect(page.url()).toBe(`${origin}/api/ops/missing?sort=oldest`);
    }, 90_000);

    it('can be walked through, and hold at every width, light and dark', async () => {
        const page = await signedIn('operator@fourthcoffee.example');
        for (const name of ['Overview', 'Missing', 'Customers', 'Invites', 'Audits', 'Dead letters']) {
            await page.getByRole('navigation', { name: 'Operations' }).getByRole('link', { name }).click();
            await heading(page, name);
            await look(page, name.toLowerCase().replace(' ', '-'));
        }
        await go(page, '/audits');
        await page.getByRole('row').getByRole('link').first().click();
        await heading(page, /^Audit of/);
        await look(page, 'audit');
        await go(page, `/customers/${CONTOSO}`);
        await look(page, 'customer');
        await page.getByRole('link', { name: 'Invite: Analytics' }).click();
        await heading(page, 'Invite an admin');
        const prefilled = await page.getByLabel('Subscription ID').inputValue();
        await look(page, 'invite-one');
        await go(page, '/invites/none');
        await look(page, 'not-found');

        expect(prefilled).toBe(ANALYTICS);
        expect(wrong).toEqual([]);
    }, 240_000);

    it.each([
        ['with scripts', true, 'one@contoso.example'],
        ['without scripts', false, 'two@contoso.example'],
    ])(
        'invite, resend and revoke %s, and say what came of it',
        async (name, javaScript, adminEmail) => {
            const page = await signedIn('operator@fourthcoffee.example', { javaScript });
            await go(page, `/invite-one?subscriptionId=${ANALYTICS}&tenantId=${CONTOSO}`);
            await page.getByLabel('Mail address of the admin').fill('nobody');
            await page.getByRole('button', { name: 'Send invite' }).click();
            await heading(page, 'Invite an admin: something to mend');
            const kept = await page.getByLabel('Mail address of the admin').inputValue();
            await look(page, `to-mend-${name.replace(' ', '-')}`);
            await page.getByLabel('Mail address of the admin').fill(adminEmail);
            await page.getByRole('button', { name: 'Send invite' }).click();
            await said(page, 'The invite is issued');
            await page.getByRole('button', { name: 'Resend' }).click();
            await said(page, 'The old link is dead.');
            await page.getByRole('button', { name: 'Revoke' }).click();
            await said(page, 'The invite is taken back.');
            await look(page, `invite-${name.replace(' ', '-')}`);
            const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
            const { body } = await people.stack.api('GET', `/api/invites/${id}`);

            expect(kept).toBe('nobody');
            expect(body).toMatchObject({
                ...{ status: 'revoked', adminEmail, invitedBy: 'operator@fourthcoffee.example' },
                customerName: 'Contoso',
            });
            expect(await page.getByRole('button', { name: /Resend|Revoke/ }).count()).toBe(0);
            expect(wrong).toEqual([]);
        },
        240_000,
    );

    it('show what a file would send before anything is sent, and then what became of each row', async () => {
        const page = await signedIn('operator@fourthcoffee.example', { javaScript: false });
        const before = (await people.stack.inbox()).length;
        await go(page, '/invite-many');
        await page.getByLabel('CSV file').setInputFiles({
            ...{ name: '<admins>.csv', mimeType: 'text/csv' },
            buffer: Buffer.from(FILE),
        });
        await page.getByRole('button', { name: 'Preview' }).click();
        await heading(page, 'What <admins>.csv would send');
        await said(page, '3 rows can be sent, 2 rows cannot. Nothing has been sent yet.');
        const reasons = await page.getByRole('table', { name: 'Rows that are not sent' }).textContent();
        const mailedYet = (await people.stack.inbox()).length - before;
        await look(page, 'preview');
        await page.getByRole('button', { name: 'Send 3 invites' }).click();
        await said(page, '3 invites are issued, 0 rows were refused.');
        await look(page, 'sent');
        await go(page, '/invites?search=northwind');
        const names = await page.getByRole('table', { name: 'Invites' }).textContent();
        await look(page, 'names');

        expect(reasons).toMatch(/Row 1.*adminEmail.*Row 5.*subscriptionId/s);
        expect(mailedYet).toBe(0);
        expect(names).toContain(LONG_ARABIC);
        expect(names).toContain('🦊');
        expect(wrong).toEqual([]);
    }, 240_000);

    it('hold with scripts and names of every kind, too', async () => {
        const page = await signedIn('operator@fourthcoffee.example');
        await go(page, '/invites');
        await look(page, 'names-with-scripts');
        await go(page, '/invite-many');
        await look(page, 'invite-many');
        await page
            .getByLabel('CSV file')
            .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
        await page.getByRole('button', { name: 'Preview' }).click();
        await heading(page, 'What a.csv would send');
        await look(page, 'preview-with-scripts');

        expect(wrong).toEqual([]);
    }, 240_000);

    it('have a dead letter done again, by keyboard alone', async () => {
        const body = { runId: NOBODY, tenantId: CONTOSO, attempt: 1 };
        await sendRaw(people.stack, 'audit-tenants', [{ body, messageId: 'stray' }]);
        await whenDeadLetters(people.stack, 'audit-tenants', 1);
        const page = await signedIn('operator@fourthcoffee.example');
        // The first view is kept up to date by the sweep.
        await waitFor(
            'a dead letter on the page',
            async () => {
                await go(page, '/dead-letters');
                return (await page.getByRole('button', { name: /^Retry/ }).count()) > 0 ? true : undefined;
            },
            120,
        );
        await look(page, 'dead-letter');
        const label = (await page.getByRole('button', { name: /^Retry/ }).getAttribute('aria-label')) ?? '';
        const keyboard = byKeyboard(page);
        const stops = await keyboard.reach(label);
        await page.keyboard.press('Enter');
        await said(page, 'It is being done again.');

        expect(stops[0]).toBe('Skip to the content');
        expect(keyboard.unseen()).toEqual([]);
        expect(await page.getByRole('button', { name: /^Retry/ }).count()).toBe(0);
    }, 240_000);

    it('start an audit and follow it by themselves', async () => {
        const page = await signedIn('operator@fourthcoffee.example');
        await go(page, '');
        await page.getByRole('button', { name: 'Start an audit' }).click();
        await said(page, 'The audit has started.');
        const running = page.getByRole('row').filter({ hasText: 'Running' });

        // No reload and no press: the script of the page takes the new state over.
        await expect(running.first().waitFor({ state: 'detached' })).resolves.toBeUndefined();
    }, 120_000);

    it('give a reader everything to see and nothing to press', async () => {
        const page = await signedIn('auditor@fourthcoffee.example');
        const buttons: string[] = [];
        for (const path of [
            '',
            '/missing',
            '/customers',
            `/customers/${CONTOSO}`,
            '/invites',
            '/audits',
            '/dead-letters',
        ]) {
            await go(page, path);
            await said(page, 'You may look at everything and change nothing.');
            buttons.push(...(await page.getByRole('button').allInnerTexts()));
        }
        const refused = await go(page, '/invite-one');

        expect(buttons.filter((words) => words.trim() !== 'Apply')).toEqual([]);
        expect(refused?.status()).toBe(403);
    }, 120_000);

    it('have asked nothing of anybody else, and broken no policy', async () => {
        expect(await people.strangers('signin')).toEqual([]);
        expect(people.browser.violations()).toEqual([]);
    });
});
