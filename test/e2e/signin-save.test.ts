import type { Refusal } from '../../shared/domain/sign-in.ts';
import type { Browser, WindowOptions } from '../support/browser.ts';
import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { watchMessages } from '../support/e2e-broker.ts';
import { accessIn, ourGrants, roleWrites, tenantState } from '../support/e2e-grants.ts';
import { mailedInvite, readInvite, type MailedInvite } from '../support/e2e-link.ts';
import {
    ADATUM,
    ANALYTICS,
    CONTOSO,
    DATA,
    ERP,
    FABRIKAM,
    PRODUCTION,
    SHOP,
    TAILSPIN,
    WEB,
} from '../support/e2e-samples.ts';
import { linkWrites } from '../support/e2e-stack.ts';
import { everyRow, whenQuiet } from '../support/e2e-tables.ts';
import { refusedWith } from '../support/refusal-title.ts';
import type { Person } from '../support/signin-browser.ts';
import { audit, whenEnded } from '../support/stack-flow.ts';
import type { Stack } from '../support/stack.ts';

const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const DONE = 'The partner ID is set up';

/** People of the sample tenants at a real browser, from the mail on. */
describe('Save partner by signing in', () => {
    let people: People;
    let stack: Stack;
    let browser: Browser;
    beforeAll(async () => {
        people = await startPeople({ CONFIRMATION_MODE: 'signin' });
        ({ stack, browser } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);

    const somebody = (options?: WindowOptions): Promise<Person> => people.somebody(options);
    const coverageOf = async (subscriptionId: string): Promise<string | undefined> =>
        (await audit(stack)).rows.find((row) => row.subscriptionId === subscriptionId)?.coverage;

    describe('by somebody who may not', () => {
        let link: MailedInvite;
        beforeAll(async () => {
            link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'owner@contoso.example' });
        }, 60_000);

        it.each<[string, string, Refusal]>([
            ['contributor', 'contributor@contoso.example', 'no-right'],
            ['reader', 'reader@contoso.example', 'no-right'],
            ['guest from the partner’s own tenant', 'operator@fourthcoffee.example', 'partner-account'],
        ])(
            'refuses a %s, names who could do it instead, and leaves everything as it was',
            async (who, account, refusal) => {
                await whenQuiet(stack);
                const before = { access: await accessIn(stack, CONTOSO), rows: await everyRow(stack) };
                const person = await somebody();
                const queues = await watchMessages(stack);

                await person.signIn(link.link, account);
                await person.page.waitForURL('**/api/signin/callback?*');
                const wrong = await picture(person.page, `signin-refused-${who.split(' ', 1).join()}`);
                const queued = [...(await queues.stop()).values()];

                expect(await person.title()).toBe(refusedWith(refusal));
                expect(await person.text()).toContain('Nothing was granted and nothing was attached');
                expect(await person.text()).toContain('Role Based Access Control Administrator');
                // The link to hand on carries no token.
                expect(await person.text()).toMatch(new RegExp(`${link.path}$`, 'm'));
                expect(wrong).toEqual([]);
                expect(queued).toEqual([]);
                expect(await accessIn(stack, CONTOSO)).toEqual(before.access);
                expect(await everyRow(stack)).toEqual(before.rows);
                expect(await linkWrites(stack)).toEqual([]);
                expect(await roleWrites(stack)).toEqual([]);
            },
            120_000,
        );

        it('refuses an account of another tenant, and leads back to the request', async () => {
            const before = { access: await accessIn(stack, CONTOSO), rows: await everyRow(stack) };
            const person = await somebody();

            await person.page.goto(link.link);
            await person.press('Save partner');
            await person.page.getByRole('textbox').fill('owner@fabrikam.example');
            await person.press('Use another account');
            await picture(person.page, 'entra-unknown-account');
            await person.press('Cancel');
            await person.page.waitForURL('**/api/signin/callback?*');
            const wrong = await picture(person.page, 'signin-refused-cancelled');
            const title = await person.title();
            await person.page.getByRole('link', { name: 'Open the request again' }).click();
            await person.page.waitForURL(link.link);

            expect(title).toBe(refusedWith('wrong-account'));
            expect(wrong).toEqual([]);
            expect(await person.page.getByRole('button', { name: 'Save partner' }).count()).toBe(1);
            expect(await accessIn(stack, CONTOSO)).toEqual(before.access);
            expect(await everyRow(stack)).toEqual(before.rows);
        }, 120_000);

        it('lets the owner answer the same link afterwards, in at most three presses, without scripts too', async () => {
            const person = await somebody({ javaScript: false });

            await person.page.goto(link.link);
            const wrong = await picture(person.page, 'signin-confirm');
            await person.press('Save partner');
            wrong.push(...(await picture(person.page, 'entra-picker')));
            await person.pick('owner@contoso.example');
            await person.page.getByRole('button', { name: 'Save partner' }).waitFor();
            wrong.push(...(await picture(person.page, 'signin-review-held')));
            await person.press('Save partner');
            await person.arrives(DONE);
            wrong.push(...(await picture(person.page, 'signin-attached')));

            expect(person.presses()).toBeLessThanOrEqual(3);
            expect(wrong).toEqual([]);
            expect(await whenEnded(stack, link.id)).toMatchObject({ status: 'attached', origin: 'partner' });
            expect(await roleWrites(stack)).toEqual([]);
            expect(await coverageOf(PRODUCTION)).toBe('covered');
        }, 120_000);
    });

    it('grants the role on Contoso Analytics, and ends attached and not unrecognised', async () => {
        const link = await mailedInvite(stack, { subscriptionId: ANALYTICS, adminEmail: 'owner@contoso.example' });
        const person = await somebody();

        await person.signIn(link.link, 'owner@contoso.example');
        await person.page.getByRole('button', { name: 'Save partner' }).waitFor();
        const ticked = await person.page.locator('input[type=checkbox]:checked:enabled').count();
        const wrong = await picture(person.page, 'signin-review');
        const review = await person.text();
        await person.press('Save partner');
        await person.arrives(DONE);

        expect(ticked).toBe(0);
        expect(wrong).toEqual([]);
        const { servicePrincipal } = await tenantState(stack, CONTOSO);
        for (const fact of ['Support Request Contributor', servicePrincipal?.objectId, ANALYTICS, 'Analytics']) {
            expect(review).toContain(fact);
        }
        expect((await whenEnded(stack, link.id)).status).toBe('attached');
        expect(await ourGrants(stack, CONTOSO)).toContain(`/subscriptions/${ANALYTICS} ${SUPPORT_REQUEST_CONTRIBUTOR}`);
        expect(await coverageOf(ANALYTICS)).toBe('covered');
    }, 120_000);

    it('brings the application into Tailspin by the owner’s consent, grants and attaches', async () => {
        const link = await mailedInvite(stack, { subscriptionId: SHOP, adminEmail: 'owner@tailspin.example' });
        const person = await somebody();

        await person.signIn(link.link, 'owner@tailspin.example');
        const wrong = await picture(person.page, 'entra-consent');
        await person.press('Accept');
        await person.press('Save partner');
        await person.arrives(DONE);

        expect(person.presses()).toBeLessThanOrEqual(3);
        expect(wrong).toEqual([]);
        expect((await whenEnded(stack, link.id)).status).toBe('attached');
        expect(await ourGrants(stack, TAILSPIN)).toEqual([`/subscriptions/${SHOP} ${SUPPORT_REQUEST_CONTRIBUTOR}`]);
        expect(await coverageOf(SHOP)).toBe('covered');
    }, 120_000);

    it('ends Fabrikam in conflict, and replaces where that was asked for and agreed to', async () => {
        const order = { subscriptionId: ERP, adminEmail: 'owner@fabrikam.example' };
        const save = async (link: MailedInvite, title: string): Promise<void> => {
            const person = await somebody();
            await person.signIn(link.link, order.adminEmail);
            await person.press('Save partner');
            await person.arrives(title);
        };
        const before = await ourGrants(stack, FABRIKAM);

        const refused = await mailedInvite(stack, order);
        await save(refused, 'Another partner ID is in the way');
        const ended = await whenEnded(stack, refused.id);
        const replacing = await mailedInvite(stack, { ...order, allowReplace: true });
        await save(replacing, DONE);

        expect(ended.status).toBe('conflict');
        expect((await whenEnded(stack, replacing.id)).status).toBe('attached');
        expect((await linkWrites(stack, FABRIKAM)).map(({ method }) => method)).toEqual(['PATCH']);
        expect(await ourGrants(stack, FABRIKAM)).toEqual(before);
        expect(await coverageOf(ERP)).toBe('covered');
    }, 180_000);

    it('attaches Northwind without a write', async () => {
        const link = await mailedInvite(stack, { subscriptionId: WEB, adminEmail: 'owner@northwind.example' });
        const person = await somebody();

        await person.signIn(link.link, 'owner@northwind.example');
        await person.press('Save partner');
        await person.arrives(DONE);

        const { tenantId } = await readInvite(stack, link.id);
        expect(await linkWrites(stack, String(tenantId))).toEqual([]);
        expect(await roleWrites(stack, String(tenantId))).toEqual([]);
    }, 120_000);

    it('links delegated Adatum in the partner’s own tenant, and grants nothing there', async () => {
        const link = await mailedInvite(stack, { subscriptionId: DATA, adminEmail: 'owner@adatum.example' });
        const person = await somebody();

        await person.signIn(link.link, 'owner@adatum.example');
        await person.press('Accept');
        await person.page.getByRole('button', { name: 'Save partner' }).waitFor();
        const wrong = await picture(person.page, 'signin-review-delegated');
        await person.press('Save partner');
        await person.arrives(DONE);

        expect(wrong).toEqual([]);
        expect(await ourGrants(stack, ADATUM)).toEqual([]);
        expect(await linkWrites(stack, ADATUM)).toEqual([]);
        expect(await coverageOf(DATA)).toBe('covered');
    }, 120_000);

    it('has linked by the partner’s principals alone, and granted by the customers’ people alone', async () => {
        const { app, tenants } = (await stack.armState()) as {
            app: { homeTenantId: string };
            tenants: {
                tenantId: string;
                servicePrincipal: { objectId: string } | null;
                users: { objectId: string }[];
            }[];
        };
        const principals = tenants.map(({ servicePrincipal }) => servicePrincipal?.objectId);
        const people = tenants
            .filter(({ tenantId }) => tenantId !== app.homeTenantId)
            .flatMap(({ users }) => users.map(({ objectId }) => objectId));

        const links = await linkWrites(stack);
        const roles = await roleWrites(stack);

        expect(links.length).toBeGreaterThanOrEqual(4);
        expect(links.filter(({ objectId }) => !principals.includes(objectId))).toEqual([]);
        expect(roles.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
        expect(roles.filter(({ objectId = '' }) => !people.includes(objectId))).toEqual([]);
    });

    it('has asked nothing of anybody but the app and Microsoft’s sign-in, and broken no policy', async () => {
        const { functions, signin } = await stack.run();

        expect(browser.origins()).toEqual([functions, signin].map((url) => new URL(url).origin).toSorted());
        expect(browser.violations()).toEqual([]);
    });

    it('has spoken to Microsoft and SendGrid as their documents say', async () => {
        expect(await stack.stop()).toBe(0);
    }, 60_000);
});
