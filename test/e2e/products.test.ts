import type { GuidedProduct } from '../../shared/domain/products/product.ts';
import { GUIDED_PRODUCTS } from '../../shared/domain/products/product.ts';
import { askedByMail, guideLink, openGuide, readGuided, turnsOf, whenTold } from '../support/e2e-guide.ts';
import { postForm, takeApart } from '../support/e2e-link.ts';
import { CONTOSO, ERP, FABRIKAM, PRODUCTION } from '../support/e2e-samples.ts';
import { OTHER_PARTNER_ID, PARTNER_ID, PARTNER_MAIL } from '../support/e2e-samples.ts';
import { everyRow, inviteRow, tableOf, whenQuiet } from '../support/e2e-tables.ts';
import { linksOf } from '../support/mail-links.ts';
import { startPeople, type People } from '../support/people.ts';
import { audit } from '../support/stack-flow.ts';
import { call } from '../support/stack-http.ts';
import { waitFor, type Answer, type Stack } from '../support/stack.ts';

/** The one that settings give; unlike all location IDs. */
const ORGANISATION_ID = '2718281';
/** With what has to be encoded in a page, and must not be changed. */
const PRODUCTS_LINK = 'https://admin.microsoft.com/Adminportal/Home?from=a&for=%22b%22#/subscriptions';
const DPOR_LINK = 'https://portal.azure.com/?of={subscriptionId}&by={partnerId}#home';
const PROVIDER = '0f000000-0000-4000-8000-00000000000f';
const RELATIONSHIP = 'aaaaaaaa-0000-4000-8000-00000000000a-bbbbbbbb-0000-4000-8000-00000000000b';
const APPROVAL = '#/partners/invitation/granularAdminRelationships/';

/** A tenant that is no customer yet, and that Entra ID knows nothing of either. */
const UNKNOWN = '10000000-0000-4000-8000-000000000001';

const ADDED = 'I have added the partner';
const SAID = 'Recorded as you told us';
const OF_LOCATION = 'The ID of a location of the partner’s: the kind that the admin center takes.';
const OF_ORGANISATION = 'The ID of the partner’s organisation as a whole: the kind that this older field takes.';

interface Way {
    product: GuidedProduct;
    javaScript: boolean;
}
/** Half of them with scripts and half without, the one of Azure either way. */
const WAYS: Way[] = [
    ...GUIDED_PRODUCTS.map((product, index) => ({ product, javaScript: index % 2 === 0 })),
    { product: 'azure-dpor', javaScript: true },
];

/** Fabrikam is served by a location of its own. */
const locationIdFor = (tenantId: string): string => (tenantId === FABRIKAM ? OTHER_PARTNER_ID : PARTNER_ID);
const subscriptionOf = (tenantId: string): string => (tenantId === FABRIKAM ? ERP : PRODUCTION);
const about = (product: GuidedProduct, tenantId: string) =>
    product === 'azure-dpor' ? { product, subscriptionId: subscriptionOf(tenantId) } : { product };

const expected = (product: GuidedProduct, tenantId: string) =>
    product === 'azure-dpor'
        ? {
              partnerId: ORGANISATION_ID,
              kind: OF_ORGANISATION,
              portal: `https://portal.azure.com/?of=${subscriptionOf(tenantId)}&by=${ORGANISATION_ID}#home`,
          }
        : { partnerId: locationIdFor(tenantId), kind: OF_LOCATION, portal: PRODUCTS_LINK };

/** From the partner's call to what the customer says, for what the customer does by hand. */
describe('a product whose partner is named by hand', () => {
    let people: People;
    let stack: Stack;
    let before: string[];

    /** The audit as it stands, byte by byte. */
    const audited = async (): Promise<string[]> => {
        const paths = ['audit', 'customers', 'subscriptions?limit=1000'];
        const answers = await Promise.all(paths.map((path) => stack.api('GET', `/api/${path}`)));
        return answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`);
    };

    beforeAll(async () => {
        people = await startPeople({
            ...{ DPOR_PARTNER_ID: ORGANISATION_ID, PRODUCTS_LINK, DPOR_LINK },
            ...{ INDIRECT_PROVIDER_ID: PROVIDER, INDIRECT_PROVIDER_NAME: 'Sold & Söns' },
            // Due at once: nobody waits three days for a test.
            REMIND_AFTER_DAYS: '0',
        });
        ({ stack } = people);
        const fabrikam = { name: 'Fabrikam', partnerId: OTHER_PARTNER_ID };
        await stack.api('PUT', `/api/customers/${FABRIKAM}`, { body: fabrikam });
        await audit(stack);
        before = await audited();
        await stack.forgetRequests('arm');
    }, 120_000);
    afterAll(() => people.close(), 60_000);

    const mailsTo = async (address: string) => (await stack.inbox()).filter(({ to }) => to === address);

    const remind = async (): Promise<void> => {
        const { functions } = await stack.run();
        const headers = { 'x-functions-key': 'local-master' };
        await call('POST', `${functions}/admin/functions/remind`, { body: { input: '' }, headers });
    };

    it.each(WAYS)(
        'is asked for by mail, and answered on its page: %j',
        async ({ product, javaScript }) => {
            const adminEmail = `${product}-${String(javaScript)}@customer.example`;
            const tenantId = javaScript ? CONTOSO : FABRIKAM;
            const wanted = expected(product, tenantId);
            const { id, mail, link } = await askedByMail(stack, { ...about(product, tenantId), tenantId, adminEmail });
            const person = await people.somebody({ javaScript });
            const { page } = person;
            const copy = page.getByRole('button', { name: 'Copy' });
            /** By the button, or where there is none by marking what stands there. */
            const taken = async (): Promise<string> => {
                if (!(await copy.isVisible())) return page.locator('#entry').innerText();
                const { origin } = new URL(link);
                await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
                await page.evaluate("navigator.clipboard.writeText('of somebody else')");
                await copy.click();
                await page.getByText('Copied.').waitFor();
                return page.evaluate<string>('navigator.clipboard.readText()');
            };

            await page.goto(link);
            const found = {
                partnerId: await taken(),
                byButton: await copy.isVisible(),
                portal: await page.getByRole('link', { name: '(in a new tab)' }).getAttribute('href'),
                text: await person.text(),
            };
            const from = new Date().toISOString();
            await person.press(ADDED);
            await person.arrives(SAID);
            const to = new Date().toISOString();

            const { partnerId, kind, portal } = wanted;
            expect(found).toMatchObject({ partnerId, byButton: javaScript, portal });
            expect(found.text).toContain(kind);
            expect(mail.text).toContain(kind);
            expect(mail.text).toMatch(new RegExp(`\\b${partnerId}\\b`));
            const invite = await readGuided(stack, id);
            expect(invite).toMatchObject({
                ...{ status: 'attested', product, tenantId, partnerId, confirmedBy: null },
                said: { by: adminEmail, state: 'current', proof: null },
            });
            const at = invite.said?.at ?? '';
            expect([from, at, to].toSorted()).toEqual([from, at, to]);
        },
        120_000,
    );

    it('is one of several in a mail, each answered by itself on its own page; nobody is reminded of what was answered', async () => {
        const adminEmail = 'several@customer.example';
        const [product, ...others] = GUIDED_PRODUCTS;
        const alsoFor = others.map((each) => about(each, FABRIKAM));
        const several = await askedByMail(stack, { product, tenantId: FABRIKAM, adminEmail, alsoFor });
        const silent = await askedByMail(stack, { product, tenantId: CONTOSO, adminEmail: 'silent@customer.example' });
        const ids = [several.id, ...several.alongside];
        // What the mail told of is noted one by one, before the lead itself.
        for (const { id } of [several, silent]) await whenTold(stack, id);
        const links = ids.map((id) => guideLink(several.mail, id) ?? 'none');
        const facts = await Promise.all(
            links.map(async (link) => (await openGuide(stack, link, 'application/json')).body),
        );
        const { page } = await people.somebody({ javaScript: false });

        await page.goto(links[0] ?? '');
        const pressed: string[] = [];
        for (;;) {
            pressed.push(`${new URL(page.url()).pathname} ${await page.locator('#entry').innerText()}`);
            await page.getByRole('button', { name: ADDED }).click();
            await page.getByRole('heading', { level: 1, name: SAID }).waitFor();
            const next = page.locator('main a[href*="/api/guide/"]').first();
            if ((await next.count()) === 0) break;
            await next.click();
        }
        await remind();
        const [, reminder] = await waitFor('a reminder of what was not answered', async () => {
            const mails = await mailsTo('silent@customer.example');
            return mails.length < 2 ? undefined : mails;
        });
        await whenQuiet(stack);

        expect(facts).toMatchObject(
            GUIDED_PRODUCTS.map((each) => ({
                ...{ status: 'sent', state: 'open', product: { id: each } },
                ...{ partner: { id: expected(each, FABRIKAM).partnerId }, others: { length: others.length } },
            })),
        );
        expect(pressed).toEqual(
            ids.map((id, index) => {
                const each = GUIDED_PRODUCTS[index] ?? 'ems';
                return `/api/guide/${id} ${expected(each, FABRIKAM).partnerId}`;
            }),
        );
        const ends = await Promise.all(ids.map((id) => readGuided(stack, id)));
        expect(ends.map((each) => [each.product, each.status, each.said?.by])).toEqual(
            GUIDED_PRODUCTS.map((each) => [each, 'attested', adminEmail]),
        );
        expect(reminder?.customArgs.mailKind).toBe('reminder');
        expect((await mailsTo(adminEmail)).map(({ customArgs }) => customArgs.mailKind)).toEqual(['invite']);
    }, 180_000);

    it('can be left for later, declined and thought better of, and taken back once it was said', async () => {
        const adminEmail = 'changes@customer.example';
        const { id, link } = await askedByMail(stack, { product: 'ems', tenantId: UNKNOWN, adminEmail });
        const person = await people.somebody({ javaScript: false });
        const { page } = person;
        const statuses: string[] = [];
        const standing = async () => statuses.push((await readGuided(stack, id)).status);
        await whenTold(stack, id);
        await page.goto(link);

        await person.press('Not now');
        await page.getByText('You pressed Not now').waitFor();
        await standing();
        await person.press('Decline');
        await page.getByText('This request was declined').waitFor();
        await standing();
        const left = await page.getByRole('button').allInnerTexts();
        await page.goto(link);
        await person.press(ADDED);
        await person.arrives(SAID);
        await standing();
        await person.press('It is not so any more');
        await person.arrives('Recorded: it is not so any more');
        await standing();

        expect(left).toEqual([ADDED]);
        expect(await page.getByRole('button').count()).toBe(0);
        expect(statuses).toEqual(['sent', 'declined', 'attested', 'removed']);
        expect(await turnsOf(stack, id)).toEqual(['issued', 'not-now', 'declined', 'attested', 'removed']);
    }, 120_000);

    it('is as it was however often its page is opened, and said once however often the button is pressed', async () => {
        const adminEmail = 'twice@customer.example';
        const { id, link } = await askedByMail(stack, { product: 'intune', tenantId: CONTOSO, adminEmail });
        await whenQuiet(stack);
        const [rows, invite] = [await everyRow(stack), await readGuided(stack, id)];

        const opened: number[] = [];
        for (const accept of ['text/html', 'application/json', '*/*']) {
            opened.push((await openGuide(stack, link, accept)).status);
            await openGuide(stack, link, accept, 'HEAD');
        }
        const unchanged = [await everyRow(stack), await readGuided(stack, id)];
        const tabs = [await people.somebody(), await people.somebody({ javaScript: false })];
        for (const { page } of tabs) await page.goto(link);
        for (const tab of tabs) {
            await tab.page.getByRole('button', { name: ADDED }).dblclick({ noWaitAfter: true });
            await tab.page.getByRole('heading', { level: 1, name: SAID }).waitFor();
        }
        await whenQuiet(stack);

        expect(opened).toEqual([200, 200, 200]);
        expect(unchanged).toEqual([rows, invite]);
        expect(await turnsOf(stack, id)).toEqual(['issued', 'attested']);
        const told = (await mailsTo(PARTNER_MAIL)).filter(({ customArgs }) => customArgs.inviteId === id);
        expect(told).toHaveLength(1);
    }, 120_000);

    it('is not found by a link that is not good, whatever is wrong with it, and no link opens another’s page', async () => {
        const newLink = async (name: string) => {
            const adminEmail = `${name}@customer.example`;
            const asked = await askedByMail(stack, { product: 'dynamics365', tenantId: CONTOSO, adminEmail });
            return { ...asked, ...takeApart(asked.link) };
        };
        const [good, other, revoked, superseded, expired] = [
            await newLink('good'),
            await newLink('other'),
            await newLink('revoked'),
            await newLink('superseded'),
            await newLink('expired'),
        ];
        await stack.api('DELETE', `/api/invites/${revoked.id}`);
        await stack.api('POST', `/api/invites/${superseded.id}/resend`);
        await whenQuiet(stack);
        const { partitionKey, rowKey } = await inviteRow(stack, expired.id);
        const past = new Date(Date.now() - 1000).toISOString();
        await (await tableOf(stack, 'invites')).updateEntity({ partitionKey, rowKey, expiresAt: past }, 'Merge');
        const wrong = {
            ...{ revoked, superseded, expired },
            forged: { ...good, token: good.token.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'wwww' : 'AAAA')) },
            shortened: { ...good, token: good.token.slice(0, -1) },
            'without a token': { ...good, token: '' },
            'with another’s token': { ...good, token: other.token },
            'on another’s page': { ...good, path: other.path },
            'on no page': { ...good, path: '/api/guide/none' },
        };
        const rows = await everyRow(stack);

        const answers = new Map<string, Answer>();
        for (const [what, link] of Object.entries(wrong)) {
            answers.set(`${what}, opened`, await stack.anonymous('GET', `${link.path}?t=${link.token}`));
            for (const decision of ['added', 'later', 'decline', 'gone']) {
                answers.set(`${what}, ${decision}`, await postForm(stack, link, `decision=${decision}`));
            }
        }

        const [first] = answers.values();
        expect(first?.body).toContain('This link does not work');
        for (const [what, { status, body }] of answers) expect([what, status, body]).toEqual([what, 410, first?.body]);
        expect(await everyRow(stack)).toEqual(rows);
        expect((await openGuide(stack, good.link)).status).toBe(200);
    }, 120_000);

    it.each([
        {
            what: 'administration, by its ID',
            asked: { gdapRelationship: RELATIONSHIP },
            href: `https://admin.microsoft.com/AdminPortal/Home${APPROVAL}${RELATIONSHIP}`,
        },
        {
            what: 'administration, by the link as it was pasted',
            asked: { gdapRelationship: `https://admin.cloud.microsoft/${APPROVAL}${RELATIONSHIP}` },
            href: `https://admin.cloud.microsoft/${APPROVAL}${RELATIONSHIP}`,
        },
        {
            what: 'buying through a provider',
            asked: { resellerInvitation: 'indirect' },
            href: `https://admin.microsoft.com/Adminportal/Home?invType=IndirectResellerRelationship&partnerId=fc000000-0000-4000-8000-000000000001&msppId=${PARTNER_ID}&indirectCSPId=${PROVIDER}#/partners/invitation`,
        },
    ])(
        'goes with a relationship in mail and page, which answers nothing: $what',
        async ({ what, asked, href }) => {
            const adminEmail = `${what.replaceAll(/\W+/g, '-')}@customer.example`;
            const request = { product: 'businesscentral', tenantId: CONTOSO, adminEmail, ...asked } as const;
            const { mail, link } = await askedByMail(stack, request);
            const person = await people.somebody({ javaScript: false });

            await person.page.goto(link);
            const links = await person.page.getByRole('link', { name: 'Look at the request for' }).all();
            const hrefs = await Promise.all(links.map((each) => each.getAttribute('href')));

            expect(hrefs).toEqual([href]);
            expect(linksOf([mail])).toContain(href);
            expect(await person.text()).toContain('It is not needed for Fourth Coffee to be your partner of record');
        },
        60_000,
    );

    it.each([
        ['at a host that begins like it', `https://admin.microsoft.com.evil.example/${APPROVAL}${RELATIONSHIP}`],
        ['at another host', `https://evil.example/${APPROVAL}${RELATIONSHIP}`],
        ['with the host as a user’s name', `https://admin.microsoft.com@evil.example/${APPROVAL}${RELATIONSHIP}`],
        ['without encryption', `http://admin.microsoft.com/AdminPortal/Home${APPROVAL}${RELATIONSHIP}`],
        ['that is a script', 'javascript:alert(1)'],
    ])('is not asked for with a relationship link %s', async (_what, gdapRelationship) => {
        const adminEmail = 'nobody@customer.example';
        const body = { product: 'ems', tenantId: CONTOSO, adminEmail, gdapRelationship };

        const answer = await stack.api('POST', '/api/invites', { body });

        expect([answer.status, answer.body]).toMatchObject([
            400,
            { code: 'validation-failed', errors: [{ field: 'gdapRelationship' }] },
        ]);
        expect(JSON.stringify(answer.body)).toContain('admin.microsoft.com or admin.cloud.microsoft');
        expect(JSON.stringify(answer.body)).not.toContain('evil');
        expect(await mailsTo(adminEmail)).toEqual([]);
    });

    it('has asked nothing of Azure or of Entra ID, nor of anybody else, and broken no policy', async () => {
        expect(await stack.requests('arm')).toEqual([]);
        expect(await people.strangers()).toEqual([]);
        expect(people.browser.violations()).toEqual([]);
    });

    it('leaves the audit as it was to the byte, and the next one finds the same', async () => {
        const after = await audited();
        const [earlier] = before;
        await audit(stack);
        const [later] = await audited();

        expect(after).toEqual(before);
        const counted = (text = ''): unknown => {
            const { totals, missing } = JSON.parse(text.slice(4)) as Record<string, unknown>;
            return { totals, missing };
        };
        expect(later).not.toBe(earlier);
        expect(counted(later)).toEqual(counted(earlier));
        expect(counted(earlier)).toMatchObject({ totals: { covered: 1, unknown: 0 } });
    }, 60_000);

    it('is asked about again once an audit finds the customer under another billing account, of that customer alone', async () => {
        const asked = { product: 'microsoft365', adminEmail: 'moves@customer.example' } as const;
        const { id, link } = await askedByMail(stack, { ...asked, tenantId: CONTOSO });
        const elsewhere = { product: 'intune', adminEmail: 'stays@customer.example' } as const;
        const stays = await askedByMail(stack, { ...elsewhere, tenantId: FABRIKAM });
        for (const each of [link, stays.link]) await postForm(stack, takeApart(each), 'decision=added');
        const state = JSON.stringify(await stack.armState());
        await stack.setArmState(JSON.parse(state.replaceAll('c0000000-0000-4000-8000-000000000301:', 'moved:')));
        await audit(stack);
        await remind();
        const again = await waitFor('the mail that asks again', async () =>
            (await mailsTo(asked.adminEmail)).find(({ customArgs }) => customArgs.mailKind === 'ask-again'),
        );
        await whenQuiet(stack);
        const person = await people.somebody({ javaScript: false });

        await person.page.goto(guideLink(again, id) ?? '');
        const [title, text, between] = [await person.title(), await person.text(), await readGuided(stack, id)];
        await person.press('It is still so');
        await person.arrives(SAID);

        expect(between).toMatchObject({ status: 'attested', said: { state: 'asked', asked: { why: 'facts' } } });
        expect(title).toBe('Is Fourth Coffee still your partner of record for Microsoft 365?');
        expect(text).toContain('Your organisation’s agreement with Microsoft for Azure has changed');
        expect((await readGuided(stack, id)).said).toMatchObject({ state: 'current', asked: null });
        expect((await openGuide(stack, link)).status).toBe(410);
        expect((await readGuided(stack, stays.id)).said?.state).toBe('current');
        expect((await mailsTo(elsewhere.adminEmail)).map(({ customArgs }) => customArgs.mailKind)).toEqual(['invite']);
    }, 120_000);
});
