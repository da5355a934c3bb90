import type { Browser } from '../support/browser.ts';
import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { accessIn, changeTenant, ourGrants, roleWrites } from '../support/e2e-grants.ts';
import { eventsOf, mailedInvite, readInvite } from '../support/e2e-link.ts';
import { ANALYTICS, CONTOSO, PRODUCTION, SHOP, TAILSPIN } from '../support/e2e-samples.ts';
import { linkWrites } from '../support/e2e-stack.ts';
import { refusedWith } from '../support/refusal-title.ts';
import { mfaChallenge } from '../support/sign-in.ts';
import { personAt, type Person } from '../support/signin-browser.ts';
import { whenEnded } from '../support/stack-flow.ts';
import type { FaultOrder, Stack } from '../support/stack.ts';

const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const DONE = 'The partner ID is set up';
const OWNER = 'owner@contoso.example';
const NOTHING = 'Nothing was granted and nothing was attached';

/** What gets in the way of a person who means well, and what an impatient one does. Each invite is one of Analytics. */
describe('signing in when something gets in the way', () => {
    let people: People;
    let stack: Stack;
    let browser: Browser;
    beforeAll(async () => {
        people = await startPeople({ CONFIRMATION_MODE: 'signin' });
        ({ stack, browser } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);
    // Analytics as it was at the start: without a role of ours.
    beforeEach(async () => {
        await stack.clearFaults('arm');
        await changeTenant(stack, CONTOSO, (tenant) => {
            tenant.roleAssignments = tenant.roleAssignments.filter(
                ({ scope, principalId }) =>
                    !(scope.endsWith(ANALYTICS) && principalId === tenant.servicePrincipal?.objectId),
            );
        });
        await stack.forgetRequests('arm');
    });

    const somebody = (): Promise<Person> => people.somebody();
    const callback = '**/api/signin/callback?*';
    let invited = 0;
    /** An invite for Analytics and somebody on its review page. */
    const reviewing = async () => {
        invited += 1;
        const link = await mailedInvite(stack, {
            subscriptionId: ANALYTICS,
            adminEmail: `person${invited}@contoso.example`,
        });
        const person = await somebody();
        await person.signIn(link.link, OWNER);
        await person.page.getByRole('button', { name: 'Save partner' }).waitFor();
        return { link, person };
    };
    const orderOn = (roleWrite: Partial<FaultOrder>) =>
        stack.fault('arm', { method: 'PUT', path: '/roleAssignments/', times: 1, ...roleWrite });

    describe('where consent is not the owner’s to give', () => {
        it('gives a link for the administrator, and goes on once that is done', async () => {
            await changeTenant(stack, TAILSPIN, (tenant) => {
                tenant.userConsent = false;
            });
            const before = await accessIn(stack, TAILSPIN);
            const link = await mailedInvite(stack, { subscriptionId: SHOP, adminEmail: 'owner@tailspin.example' });
            const owner = await somebody();
            await owner.signIn(link.link, 'owner@tailspin.example');
            const wrong = await picture(owner.page, 'entra-approval-required');
            await owner.press('Cancel');
            await owner.page.waitForURL(callback);
            wrong.push(...(await picture(owner.page, 'signin-consent-not-allowed')));
            const refused = await owner.title();
            const [forAdmin] = /https?:\/\/\S+\/adminconsent\?\S+/.exec(await owner.text()) ?? [''];
            const meanwhile = { ...(await readInvite(stack, link.id)), access: await accessIn(stack, TAILSPIN) };

            const admin = await somebody();
            await admin.page.goto(forAdmin);
            await admin.pick('owner@tailspin.example');
            wrong.push(...(await picture(admin.page, 'entra-admin-consent')));
            await admin.press('Accept');
            await admin.page.waitForURL(callback);
            wrong.push(...(await picture(admin.page, 'signin-admin-consented')));
            const told = await admin.title();
            await owner.page.getByRole('link', { name: 'Open the request again' }).click();
            await owner.press('Save partner');
            await owner.pick('owner@tailspin.example');
            await owner.press('Save partner');
            await owner.arrives(DONE);

            expect(wrong).toEqual([]);
            expect(refused).toBe(refusedWith('consent-not-allowed'));
            expect(meanwhile).toMatchObject({ status: 'sent', access: before });
            expect(before.servicePrincipal ?? null).toBeNull();
            expect(told).toBe('The application has been let in');
            expect(owner.presses()).toBeLessThanOrEqual(3);
            expect((await whenEnded(stack, link.id)).status).toBe('attached');
            expect(await ourGrants(stack, TAILSPIN)).toEqual([`/subscriptions/${SHOP} ${SUPPORT_REQUEST_CONTRIBUTOR}`]);
        }, 180_000);
    });

    it('says that consent was refused, and that nothing was done', async () => {
        const adatum = 'ad000000-0000-4000-8000-000000000001';
        const before = await accessIn(stack, adatum);
        const link = await mailedInvite(stack, {
            subscriptionId: 'ad000000-0000-4000-8000-0000000000f1',
            adminEmail: 'owner@adatum.example',
        });
        const person = await somebody();

        await person.signIn(link.link, 'owner@adatum.example');
        await person.press('Cancel');
        await person.page.waitForURL(callback);
        const wrong = await picture(person.page, 'signin-consent-refused');

        expect(await person.title()).toBe(refusedWith('consent-refused'));
        expect(await person.text()).toContain(NOTHING);
        expect(wrong).toEqual([]);
        expect(await accessIn(stack, adatum)).toEqual(before);
        expect((await readInvite(stack, link.id)).status).toBe('sent');
    }, 120_000);

    describe('where Azure demands multi-factor authentication', () => {
        it('asks once more with what Azure demands, and does then what was chosen', async () => {
            const { link, person } = await reviewing();
            await orderOn({ status: 401, headers: mfaChallenge(), unlessMfa: true, times: 9 });

            await person.press('Save partner');
            await person.press(OWNER);
            await person.arrives(DONE);

            expect(person.presses()).toBeLessThanOrEqual(3);
            expect((await whenEnded(stack, link.id)).status).toBe('attached');
            expect((await roleWrites(stack)).map(({ status }) => status)).toEqual([401, 201]);
        }, 120_000);

        it('does not ask for ever', async () => {
            const { link, person } = await reviewing();
            await orderOn({ status: 401, headers: mfaChallenge(), times: 9 });

            await person.press('Save partner');
            await person.press(OWNER);
            await person.page.waitForURL(callback);
            const wrong = await picture(person.page, 'signin-stronger-sign-in');

            expect(await person.title()).toBe(refusedWith('stronger-sign-in'));
            expect(await person.text()).toContain(NOTHING);
            expect(wrong).toEqual([]);
            expect((await roleWrites(stack)).map(({ status }) => status)).toEqual([401, 401]);
            expect((await readInvite(stack, link.id)).status).toBe('sent');
        }, 120_000);
    });

    it('names the policy that forbids it', async () => {
        const { link, person } = await reviewing();
        await orderOn({ status: 403, code: 'RequestDisallowedByPolicy' });

        await person.press('Save partner');
        await person.page.waitForURL(callback);
        const wrong = await picture(person.page, 'signin-policy');

        expect(await person.title()).toBe(refusedWith('policy'));
        expect(await person.text()).toContain('Allowed role assignments');
        expect(await person.text()).toContain(NOTHING);
        expect(wrong).toEqual([]);
        expect((await readInvite(stack, link.id)).status).toBe('sent');
    }, 120_000);

    it('tells who has the right only to be activated, and goes on when it was', async () => {
        const setEligibleOnly = (eligibleOnly: boolean) =>
            changeTenant(stack, CONTOSO, ({ users, roleAssignments }) => {
                const owner = users.find(({ userPrincipalName }) => userPrincipalName === OWNER);
                for (const row of roleAssignments) {
                    if (row.principalId === owner?.objectId) row.eligibleOnly = eligibleOnly;
                }
            });
        const link = await mailedInvite(stack, { subscriptionId: ANALYTICS, adminEmail: OWNER });
        await setEligibleOnly(true);
        const person = await somebody();

        await person.signIn(link.link, OWNER);
        await person.page.waitForURL(callback);
        const wrong = await picture(person.page, 'signin-activate-first');
        const [title, said] = [await person.title(), await person.text()];
        await setEligibleOnly(false);
        await person.page.getByRole('link', { name: 'Open the request again' }).click();
        await person.press('Save partner');
        await person.pick(OWNER);
        await person.press('Save partner');
        await person.arrives(DONE);

        expect(title).toBe(refusedWith('activate-first'));
        expect(said).toContain(NOTHING);
        expect(wrong).toEqual([]);
        expect((await whenEnded(stack, link.id)).status).toBe('attached');
    }, 120_000);

    it('turns back whoever is somebody else on the second trip', async () => {
        const { link, person } = await reviewing();
        // The browser forgets the owner, and Microsoft’s page comes up again.
        await person.page.context().clearCookies({ name: 'entra-session' });

        await person.press('Save partner');
        await person.press('admin@contoso.example');
        await person.page.waitForURL(callback);

        expect(await person.title()).toBe(refusedWith('wrong-account'));
        expect(await person.text()).toContain(NOTHING);
        expect(await roleWrites(stack)).toEqual([]);
        expect((await readInvite(stack, link.id)).status).toBe('sent');
    }, 120_000);

    describe('pressed and opened more often than needed', () => {
        it('does it once for two tabs that are at the review at once', async () => {
            const { link, person } = await reviewing();
            const tab = personAt(await person.page.context().newPage());
            await tab.signIn(link.link, OWNER);
            await tab.page.getByRole('button', { name: 'Save partner' }).waitFor();

            await Promise.all([person.press('Save partner'), tab.press('Save partner')]);
            await Promise.all([person.arrives(DONE), tab.arrives(DONE)]);

            expect((await eventsOf(stack, link.id)).filter((event) => event === 'confirmed')).toEqual(['confirmed']);
            expect((await ourGrants(stack, CONTOSO)).filter((grant) => grant.includes(ANALYTICS))).toHaveLength(1);
        }, 120_000);

        it('does it once for an impatient double click', async () => {
            const { link, person } = await reviewing();

            await person.page.getByRole('button', { name: 'Save partner' }).dblclick();
            await person.arrives(DONE);

            expect((await eventsOf(stack, link.id)).filter((event) => event === 'confirmed')).toEqual(['confirmed']);
            expect((await ourGrants(stack, CONTOSO)).filter((grant) => grant.includes(ANALYTICS))).toHaveLength(1);
        }, 120_000);

        it('does nothing on the way back through the history', async () => {
            const { link, person } = await reviewing();
            await person.press('Save partner');
            await person.arrives(DONE);
            await whenEnded(stack, link.id);
            const grants = await ourGrants(stack, CONTOSO);
            await stack.forgetRequests('arm');

            await person.page.goBack();
            await person.page.reload();
            const reviewAgain = await person.title();
            await person.page.goto(link.link);
            await person.arrives(DONE);

            expect(reviewAgain).toBe(refusedWith('expired'));
            expect(await roleWrites(stack)).toEqual([]);
            expect(await linkWrites(stack)).toEqual([]);
            expect(await ourGrants(stack, CONTOSO)).toEqual(grants);
        }, 120_000);

        it('does not open the review again when its address is loaded anew', async () => {
            const { link, person } = await reviewing();

            await person.page.reload();
            const wrong = await picture(person.page, 'signin-expired');

            expect(await person.title()).toBe(refusedWith('expired'));
            expect(await person.page.getByRole('button', { name: 'Save partner' }).count()).toBe(0);
            expect(wrong).toEqual([]);
            expect((await readInvite(stack, link.id)).status).toBe('sent');
        }, 120_000);
    });

    it('says that Azure cannot be reached, and loses nothing', async () => {
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: OWNER });
        const person = await somebody();
        await stack.fault('arm', { path: '/permissions', status: 503, times: 1 });

        await person.signIn(link.link, OWNER);
        await person.page.waitForURL(callback);
        const wrong = await picture(person.page, 'signin-unavailable');
        const [title, said] = [await person.title(), await person.text()];
        await person.page.getByRole('link', { name: 'Open the request again' }).click();
        await person.press('Save partner');
        await person.pick(OWNER);
        await person.press('Save partner');
        await person.arrives(DONE);

        expect(title).toBe(refusedWith('unavailable'));
        expect(said).toContain(NOTHING);
        expect(wrong).toEqual([]);
        expect((await whenEnded(stack, link.id)).status).toBe('attached');
    }, 120_000);

    it('has asked nothing of anybody but the app and Microsoft’s sign-in, and broken no policy', async () => {
        const { functions, signin } = await stack.run();

        expect(browser.origins()).toEqual([functions, signin].map((url) => new URL(url).origin).toSorted());
        expect(browser.violations()).toEqual([]);
    });
});
