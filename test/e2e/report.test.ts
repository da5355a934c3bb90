import { parse } from 'csv-parse/sync';
import type { Browser } from '../support/browser.ts';
import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { FABRIKAM, PARTNER_MAIL, PRODUCTION } from '../support/e2e-samples.ts';
import { audit, inviteAndSave } from '../support/stack-flow.ts';
import { call } from '../support/stack-http.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const BOSS = 'boss@fourthcoffee.example';

describe('the report', () => {
    let people: People;
    let stack: Stack;
    let browser: Browser;
    beforeAll(async () => {
        people = await startPeople({ REPORT_RECIPIENTS: `${BOSS},${PARTNER_MAIL}` });
        ({ stack, browser } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);

    const reports = async () => (await stack.inbox()).filter(({ customArgs }) => customArgs.mailKind === 'report');
    const nthReport = (n: number) => waitFor(`report ${n}`, async () => (await reports())[n - 1], 60);
    const fire = async (): Promise<void> => {
        const { functions } = await stack.run();
        const { status } = await call('POST', `${functions}/admin/functions/report`, {
            body: { input: '' },
            headers: { 'x-functions-key': 'local-master' },
        });
        expect(status).toBe(202);
    };
    const withKey = async (): Promise<string> => {
        const { functions, functionKey } = await stack.run();
        return `${functions}/api/report?code=${functionKey}`;
    };

    it('has nothing to say before the first audit, whoever asks', async () => {
        await fire();
        const asked = await stack.api('POST', '/api/report');
        const read = await stack.api('GET', '/api/report');

        expect([asked.status, (asked.body as { code: string }).code]).toEqual([409, 'invalid-state']);
        expect(read.status).toBe(404);
        expect(await reports()).toEqual([]);
    });

    it('is mailed on demand with what is missing as CSV', async () => {
        await audit(stack);

        const { status, body } = await stack.api('POST', '/api/report');
        const mail = await nthReport(1);

        expect([status, body]).toEqual([202, '']);
        expect(mail.subject).toBe('Coverage report: 1 of 5 subscriptions covered, 4 missing');
        expect(mail.to).toBe(`${BOSS}, ${PARTNER_MAIL}`);
        expect(mail.text).toContain('3 tenants are seen in part');
        expect(mail.attachments).toEqual([expect.stringMatching(/^missing-partners-\d{4}-\d\d-\d\d\.csv$/)]);
        const file = await call('GET', `${(await stack.run()).mail}/messages/${mail.id}/attachments/0`);
        const rows = parse<Record<string, string>>(String(file.body), { columns: true });
        expect(
            rows.map(({ customerName, displayName, reason }) => [customerName, displayName, reason]).toSorted(),
        ).toEqual([
            ['Adatum', 'Data', 'no-link'],
            ['Contoso', 'Analytics', 'no-link'],
            ['Contoso', 'Production', 'no-link'],
            ['Fabrikam', 'ERP', 'other-partner'],
        ]);
    }, 90_000);

    it('says in one line that nothing has changed, when the timer fires after another audit', async () => {
        await audit(stack);

        // Timers of the same minute are one: not where one minute ends for them and the next begins.
        await waitFor('the middle of a minute', () => Math.abs(new Date().getSeconds() - 30) > 8 || undefined, 30);
        await Promise.all([fire(), fire()]);
        const mail = await nthReport(2);

        expect(mail.subject).toMatch(/^Coverage report: unchanged since \d+ \w+ \d{4}, 4 missing$/);
        expect(mail.attachments).toEqual([]);
        expect(mail.text).not.toContain('Missing for longest');
    }, 120_000);

    it('tells what is new, once something was attached', async () => {
        await inviteAndSave(stack, { subscriptionId: PRODUCTION, adminEmail: 'owner@contoso.example' }, 60);
        await audit(stack);

        await stack.api('POST', '/api/report');
        const mail = await nthReport(3);

        expect(mail.subject).toBe('Coverage report: 2 of 5 subscriptions covered, 3 missing');
        expect(mail.text).toContain('- 1 subscription no longer missing\n');
        expect(mail.text).toContain('Invited: 1\nSaid yes: 1 (100 %)\nAttached: 1 (100 %)');
    }, 120_000);

    it('is the same as JSON, and changes nothing by being read', async () => {
        const before = await stack.api('GET', '/api/report');
        const after = await stack.api('GET', '/api/report');

        expect(before.body).toMatchObject({
            totals: { covered: 2, missing: 3 },
            missing: { count: 3, customers: { count: 3 } },
            partial: { count: 3 },
            failed: { count: 0 },
            changes: { recovered: 0 },
            sameAs: expect.any(String) as string,
        });
        expect((after.body as { sameAs: string }).sameAs).toBe((before.body as { sameAs: string }).sameAs);
        expect(await reports()).toHaveLength(3);
    });

    it('is a page that fits a telephone, with the chart as a picture and as a table', async () => {
        const page = await browser.newPage({ javaScript: false });
        await page.goto(await withKey());

        const chart = page.getByRole('img', { name: /^Bars of 3 audits: from 1 of 5 \(20 %\) covered/ });
        expect(await chart.isVisible()).toBe(true);
        expect(await page.getByRole('row', { name: /Contoso/ }).count()).toBeGreaterThan(0);
        expect(await page.getByText(FABRIKAM).count()).toBe(1);
        expect(await picture(page, 'report')).toEqual([]);
        expect(browser.violations()).toEqual([]);
    }, 90_000);

    it('is a mail that fits a telephone', async () => {
        const mail = await nthReport(3);
        const page = await browser.newPage({ javaScript: false });

        await page.setContent(mail.html);

        expect(await picture(page, 'report-mail')).toEqual([]);
    }, 90_000);
});
