import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { accessIn, ourGrants, roleWrites, tenantState, userId } from '../support/e2e-grants.ts';
import { eventsOf, mailedInvite, whenStatus } from '../support/e2e-link.ts';
import { ANALYTICS, CONTOSO, ERP, FABRIKAM, PARTNER_MAIL, PRODUCTION, SHOP, TAILSPIN } from '../support/e2e-samples.ts';
import { linkWrites } from '../support/e2e-stack.ts';
import { refusedWith } from '../support/refusal-title.ts';
import type { Person } from '../support/signin-browser.ts';
import { audit, whenEnded } from '../support/stack-flow.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const DONE = 'The partner ID is set up';
const OWNER = 'owner@tailspin.example';

/** What the customer gave, the customer takes back, by the link in the mail that told the outcome. */
describe('taking the partner back by signing in', () => {
    let people: People;
    let stack: Stack;
    beforeAll(async () => {
        people = await startPeople({ CONFIRMATION_MODE: 'signin' });
        ({ stack } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);
    beforeEach(() => stack.forgetRequests('arm'));

    const somebody = (): Promise<Person> => people.somebody();
    const mailsAbout = async (inviteId: string, kind: string, to: string) =>
        (await stack.inbox()).filter(
            (mail) => mail.to === to && mail.customArgs.inviteId === inviteId && mail.customArgs.mailKind === kind,
        );
    const manageLink = (inviteId: string, to: string): Promise<string> =>
        waitFor('the manage link in the outcome mail', async () => {
            const [mail] = await mailsAbout(inviteId, 'outcome-admin', to);
            return /https?:\/\/\S+\/api\/manage\/[\w-]+\/partnerId\/\d+\?t=[\w.~-]+/.exec(mail?.text ?? '')?.[0];
        });
    const attach = async (subscriptionId: string, account: string, consent: boolean): Promise<string> => {
        const link = await mailedInvite(stack, { subscriptionId, adminEmail: account });
        const person = await somebody();
        await person.signIn(link.link, account);
        if (consent) await person.press('Accept');
        await person.press('Save partner');
        await person.arrives(DONE);
        await whenEnded(stack, link.id);
        return link.id;
    };
    const coverageOf = async (subscriptionId: string) => {
        const row = (await audit(stack)).rows.find((each) => each.subscriptionId === subscriptionId);
        return [row?.coverage, row?.reason ?? null];
    };

    it.each([
        ['once', true],
        ['and once more', false],
    ])(
        'attaches, takes back the role and the link, %s',
        async (when, consent) => {
            const id = await attach(SHOP, OWNER, consent);
            const attached = { grants: await ourGrants(stack, TAILSPIN), coverage: await coverageOf(SHOP) };
            const manage = await manageLink(id, OWNER);
            const person = await somebody();

            await person.page.goto(manage);
            const wrong = await picture(person.page, `signin-manage-${when.replaceAll(' ', '-')}`);
            await person.press('Remove partner');
            await person.pick(OWNER);
            await person.page.waitForURL('**/api/signin/callback?*');
            wrong.push(...(await picture(person.page, `signin-remove-${when.replaceAll(' ', '-')}`)));
            await person.press('Remove partner');
            await person.arrives('Taken back');
            wrong.push(...(await picture(person.page, `signin-removed-${when.replaceAll(' ', '-')}`)));
            await whenStatus(stack, id, 'removed');
            const link = await waitFor(
                'the link to be deleted',
                async () => {
                    const [found] = Object.values((await tenantState(stack, TAILSPIN)).managementPartners);
                    return found?.state === 'Active' ? undefined : found;
                },
                60,
            );

            expect(attached).toEqual({
                grants: [`/subscriptions/${SHOP} ${SUPPORT_REQUEST_CONTRIBUTOR}`],
                coverage: ['covered', null],
            });
            expect(person.presses()).toBeLessThanOrEqual(3);
            expect(wrong).toEqual([]);
            expect(await ourGrants(stack, TAILSPIN)).toEqual([]);
            expect(link.state).toBe('Deleted');
            const people = (await roleWrites(stack, TAILSPIN)).map(({ method, objectId }) => [method, objectId]);
            const owner = await userId(stack, TAILSPIN, OWNER);
            expect(people).toEqual([
                ['PUT', owner],
                ['DELETE', owner],
            ]);
            const told = await waitFor('the partner to be told', async () => {
                const mails = await mailsAbout(id, 'outcome-partner', PARTNER_MAIL);
                return mails.length >= 2 ? mails.map(({ text }) => text).join('\n') : undefined;
            });
            expect(told).toContain(OWNER);
            expect((await coverageOf(SHOP))[0]).toBe('missing');
        },
        240_000,
    );

    it('keeps the link where another subscription of the tenant needs it', async () => {
        const id = await attach(ANALYTICS, 'owner@contoso.example', false);
        const person = await somebody();

        await person.page.goto(await manageLink(id, 'owner@contoso.example'));
        await person.press('Remove partner');
        await person.pick('owner@contoso.example');
        await person.page.waitForURL('**/api/signin/callback?*');
        await person.press('Remove partner');
        await person.arrives('Taken back');
        await waitFor(
            'the link to have been looked at',
            async () => ((await eventsOf(stack, id)).includes('unlinked') ? true : undefined),
            60,
        );

        const { managementPartners } = await tenantState(stack, CONTOSO);
        expect(Object.values(managementPartners).map(({ state }) => state)).toEqual(['Active']);
        expect((await ourGrants(stack, CONTOSO)).filter((grant) => grant.includes(ANALYTICS))).toEqual([]);
    }, 240_000);

    it('refuses a reader who found the mail, and takes nothing back', async () => {
        const id = await attach(ANALYTICS, 'owner@contoso.example', false);
        const before = await accessIn(stack, CONTOSO);
        const person = await somebody();

        await person.page.goto(await manageLink(id, 'owner@contoso.example'));
        await person.press('Remove partner');
        await person.pick('reader@contoso.example');
        await person.page.waitForURL('**/api/signin/callback?*');

        expect(await person.title()).toBe(refusedWith('no-right'));
        expect(await person.page.getByRole('button', { name: 'Remove partner' }).count()).toBe(0);
        expect(await accessIn(stack, CONTOSO)).toEqual(before);
        expect((await whenEnded(stack, id)).status).toBe('attached');
    }, 240_000);

    it('takes back what stands above the subscription only where that was ticked', async () => {
        const root = `/providers/Microsoft.Management/managementGroups/${CONTOSO}`;
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'admin@contoso.example' });
        const admin = await somebody();
        await admin.signIn(link.link, 'admin@contoso.example');
        await admin.tick('Tenant Root Group');
        await admin.tick('Yes, on the whole tenant');
        await admin.press('Save partner');
        await admin.arrives(DONE);
        const granted = await ourGrants(stack, CONTOSO);

        await admin.page.goto(await manageLink(link.id, 'admin@contoso.example'));
        await admin.press('Remove partner');
        await admin.pick('admin@contoso.example');
        const above = admin.page.locator('input[name=above]');
        await above.waitFor();
        const tickedBefore = await above.isChecked();
        const wrong = await picture(admin.page, 'signin-remove-above');
        await above.check();
        await admin.press('Remove partner');
        await admin.arrives('Taken back');

        expect(granted).toContain(`${root} ${SUPPORT_REQUEST_CONTRIBUTOR}`);
        expect(tickedBefore).toBe(false);
        expect(wrong).toEqual([]);
        const grants = await ourGrants(stack, CONTOSO);
        expect(grants).not.toContain(`${root} ${SUPPORT_REQUEST_CONTRIBUTOR}`);
        expect(grants.filter((grant) => grant.includes(PRODUCTION))).toEqual([]);
    }, 240_000);

    it('replaces another partner ID by the same mail, where the customer agrees to it', async () => {
        const owner = 'owner@fabrikam.example';
        const link = await mailedInvite(stack, { subscriptionId: ERP, adminEmail: owner });
        const person = await somebody();
        await person.signIn(link.link, owner);
        await person.press('Save partner');
        await person.arrives('Another partner ID is in the way');
        const manage = await manageLink(link.id, owner);

        await person.page.goto(manage);
        const wrong = await picture(person.page, 'signin-manage-conflict');
        await person.press('Replace partner ID');
        await person.pick(owner);
        await person.page.waitForURL('**/api/signin/callback?*');
        wrong.push(...(await picture(person.page, 'signin-replace')));
        const review = await person.text();
        await person.press('Replace partner ID');
        await person.arrives(DONE);

        expect(wrong).toEqual([]);
        expect(review).toContain('999999');
        expect((await linkWrites(stack, FABRIKAM)).map(({ method, status }) => [method, status])).toEqual([
            ['PATCH', 200],
        ]);
        expect(await roleWrites(stack, FABRIKAM)).toEqual([]);
        expect((await coverageOf(ERP))[0]).toBe('covered');
    }, 240_000);
});
