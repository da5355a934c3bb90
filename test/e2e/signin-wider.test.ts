import { z } from 'zod';
import type { Browser } from '../support/browser.ts';
import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { accessIn, changeTenant, ourGrants, roleWrites, userId } from '../support/e2e-grants.ts';
import { mailedInvite } from '../support/e2e-link.ts';
import { ANALYTICS, CONTOSO, ERP, FABRIKAM, PARTNER_ID, PRODUCTION, WEB } from '../support/e2e-samples.ts';
import { linkWrites } from '../support/e2e-stack.ts';
import { everyRow, whenQuiet } from '../support/e2e-tables.ts';
import { refusedWith } from '../support/refusal-title.ts';
import type { Person } from '../support/signin-browser.ts';
import { audit, inviteSchema, whenEnded, type Invite } from '../support/stack-flow.ts';
import type { Stack } from '../support/stack.ts';

const BOUGHT = 'c0000000-0000-4000-8000-0000000000a9';
const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const DONE = 'The partner ID is set up';

const invitesOf = async (stack: Stack, subscriptionId: string): Promise<Invite[]> =>
    z
        .object({ items: z.array(inviteSchema) })
        .parse((await stack.api('GET', `/api/invites?subscriptionId=${subscriptionId}`)).body).items;

/** The link that stands in a proposal or on a web site: no token, and nobody was asked. */
const openLink = (functions: string, subscriptionId: string): string =>
    `${functions}/api/confirm/${subscriptionId}/partnerId/${PARTNER_ID}`;

/** More than one subscription by one yes, and a yes that nobody asked for. */
describe('signing in for more than was asked, or without being asked', () => {
    let people: People;
    let stack: Stack;
    let browser: Browser;
    let functions: string;
    beforeAll(async () => {
        people = await startPeople({ CONFIRMATION_MODE: 'signin' });
        ({ stack, browser } = people);
        ({ functions } = await stack.run());
    }, 120_000);
    afterAll(() => people.close(), 60_000);
    beforeEach(() => stack.forgetRequests('arm'));

    const somebody = (): Promise<Person> => people.somebody();
    const coverage = async (): Promise<Map<string, string>> =>
        new Map((await audit(stack)).rows.map((row) => [row.subscriptionId, row.coverage]));

    describe('by the quick link without a token', () => {
        it('shows a stranger nothing of the customer, before and after the sign-in', async () => {
            await whenQuiet(stack);
            const before = { access: await accessIn(stack, CONTOSO), rows: await everyRow(stack) };
            const person = await somebody();

            await person.page.goto(openLink(functions, PRODUCTION));
            const wrong = await picture(person.page, 'signin-open-link');
            const shown = await person.page.content();
            await person.press('Save partner');
            await person.page.getByRole('textbox').fill('owner@fabrikam.example');
            await person.press('Use another account');
            await person.press('Cancel');
            await person.page.waitForURL('**/api/signin/callback?*');
            const shownAfter = await person.page.content();

            expect(wrong).toEqual([]);
            for (const page of [shown, shownAfter]) {
                expect(page).toContain('Fourth Coffee');
                // Neither the organisation, nor the subscription’s name, nor its tenant, nor anybody of it.
                expect(page).not.toMatch(/contoso|"Production"|>Production|c0000000-0000-4000-8000-000000000001/i);
            }
            expect(await accessIn(stack, CONTOSO)).toEqual(before.access);
            expect(await everyRow(stack)).toEqual(before.rows);
        }, 120_000);

        it('refuses a reader of the customer, and leaves everything as it was', async () => {
            const before = await everyRow(stack);
            const person = await somebody();

            await person.signIn(openLink(functions, PRODUCTION), 'reader@contoso.example');
            await person.page.waitForURL('**/api/signin/callback?*');

            expect(await person.text()).toContain('Nothing was granted');
            expect(await everyRow(stack)).toEqual(before);
            expect(await roleWrites(stack)).toEqual([]);
        }, 120_000);

        it('attaches for an owner, as an invite that tells its origin', async () => {
            const person = await somebody();

            await person.signIn(openLink(functions, WEB), 'owner@northwind.example');
            await person.press('Save partner');
            await person.arrives(DONE);

            const [made, ...more] = await invitesOf(stack, WEB);
            expect(more).toEqual([]);
            expect(made).toMatchObject({ status: 'attached', origin: 'quick-link' });
            expect(made?.confirmedBy).toBe('owner@northwind.example');
        }, 120_000);
    });

    describe('at the root management group, from one invite for Analytics', () => {
        let admin: Person;
        beforeAll(async () => {
            const link = await mailedInvite(stack, { subscriptionId: ANALYTICS, adminEmail: 'admin@contoso.example' });
            admin = await somebody();
            await admin.signIn(link.link, 'admin@contoso.example');
            await admin.page.getByRole('button', { name: 'Save partner' }).waitFor();
        }, 120_000);

        it('offers the group unticked, and grants nothing for the first tick alone', async () => {
            const checked = await admin.page.locator('input[type=checkbox]:checked:enabled').count();
            const wrong = await picture(admin.page, 'signin-review-root');
            const said = await admin.text();
            await admin.tick('Tenant Root Group');
            await admin.press('Save partner');
            await admin.arrives(refusedWith('root-not-confirmed'));
            wrong.push(...(await picture(admin.page, 'signin-root-not-confirmed')));
            const answered = await admin.text();

            expect(checked).toBe(0);
            expect(wrong).toEqual([]);
            expect(said).toContain('every subscription you buy later');
            expect(answered).toContain('Nothing was granted and nothing was attached');
            expect(await roleWrites(stack)).toEqual([]);
        }, 120_000);

        it('grants there once with both ticks, and attaches what was asked for', async () => {
            await admin.page.getByRole('link', { name: 'Open the request again' }).click();
            await admin.press('Save partner');
            await admin.pick('admin@contoso.example');
            await admin.tick('Tenant Root Group');
            await admin.tick('Yes, on the whole tenant');
            await admin.press('Save partner');
            await admin.arrives(DONE);

            const [asked] = await invitesOf(stack, ANALYTICS);
            expect(admin.presses()).toBeLessThanOrEqual(3);
            expect(asked && (await whenEnded(stack, asked.id)).status).toBe('attached');
            const written = await roleWrites(stack);
            expect(written.map(({ method, objectId }) => [method, objectId])).toEqual([
                ['PUT', await userId(stack, CONTOSO, 'admin@contoso.example')],
            ]);
            const grants = await ourGrants(stack, CONTOSO);
            expect(grants).toContain(
                `/providers/Microsoft.Management/managementGroups/${CONTOSO} ${SUPPORT_REQUEST_CONTRIBUTOR}`,
            );
            expect(grants.filter((grant) => grant.includes(ANALYTICS))).toEqual([]);
        }, 120_000);

        it('has Production covered by the next audit, without an invite', async () => {
            const found = await coverage();

            expect([found.get(ANALYTICS), found.get(PRODUCTION)]).toEqual(['covered', 'covered']);
            expect(await invitesOf(stack, PRODUCTION)).toEqual([]);
        }, 120_000);

        it('covers a subscription that is bought afterwards, with nobody doing anything', async () => {
            await changeTenant(stack, CONTOSO, ({ subscriptions }) => {
                subscriptions.push({
                    subscriptionId: BOUGHT,
                    displayName: 'Bought last week',
                    state: 'Enabled',
                    quotaId: 'EnterpriseAgreement_2014-09-01',
                    managedByTenants: [],
                    billing: null,
                });
            });

            const found = await coverage();

            expect(found.get(BOUGHT)).toBe('covered');
            expect(await roleWrites(stack)).toEqual([]);
            expect(await linkWrites(stack)).toEqual([]);
            expect(await invitesOf(stack, BOUGHT)).toEqual([]);
        }, 120_000);
    });

    describe('for another subscription of the same owner', () => {
        it('gives the second one an invite of its own, born confirmed, and attaches both', async () => {
            const second = 'f0000000-0000-4000-8000-0000000000b2';
            await changeTenant(stack, FABRIKAM, (tenant) => {
                const owner = tenant.users.find(({ userPrincipalName }) => userPrincipalName.startsWith('owner@'));
                const [erp] = tenant.subscriptions;
                tenant.subscriptions.push({ ...erp, subscriptionId: second, displayName: 'Web shop' });
                tenant.roleAssignments.push({
                    scope: `/subscriptions/${second}`,
                    principalId: owner?.objectId ?? '',
                    principalType: 'User',
                    roleDefinitionId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
                });
            });
            const link = await mailedInvite(stack, {
                subscriptionId: ERP,
                adminEmail: 'owner@fabrikam.example',
                allowReplace: true,
            });
            const person = await somebody();

            await person.signIn(link.link, 'owner@fabrikam.example');
            await person.page.getByRole('button', { name: 'Save partner' }).waitFor();
            const wrong = await picture(person.page, 'signin-review-replacing-further');
            await person.tick('Web shop');
            await person.press('Save partner');
            await person.arrives(DONE);
            const [further] = await invitesOf(stack, second);

            expect(person.presses()).toBeLessThanOrEqual(3);
            expect(wrong).toEqual([]);
            expect(further).toMatchObject({ origin: 'further', confirmedBy: 'owner@fabrikam.example' });
            expect(further && (await whenEnded(stack, further.id)).status).toBe('attached');
            expect(await ourGrants(stack, FABRIKAM)).toContain(
                `/subscriptions/${second} ${SUPPORT_REQUEST_CONTRIBUTOR}`,
            );
            expect((await coverage()).get(second)).toBe('covered');
        }, 180_000);
    });

    it('has asked nothing of anybody but the app and Microsoft’s sign-in, and broken no policy', async () => {
        const { signin } = await stack.run();

        expect(browser.origins()).toEqual([functions, signin].map((url) => new URL(url).origin).toSorted());
        expect(browser.violations()).toEqual([]);
    });
});
