import { parse } from 'csv-parse/sync';
import { mailedInvite, openLink, readInvite, type MailedInvite } from '../support/e2e-link.ts';
import { PARTNER_MAIL } from '../support/e2e-samples.ts';
import { makeTenants, startQuietStack } from '../support/e2e-stack.ts';
import { whenQuiet } from '../support/e2e-tables.ts';
import { audit, whenEnded } from '../support/stack-flow.ts';
import type { MadeTenant } from '../support/stack-tenants.ts';
import type { Stack } from '../support/stack.ts';

const RIGHT_TO_LEFT_OVERRIDE = '\u202e';
const NAMES = {
    'a script': '<script>alert("x")</script><img src=x onerror=alert(1)>',
    'a turned direction': `Contoso ${RIGHT_TO_LEFT_OVERRIDE}gpj.exe`,
    'a formula': '=HYPERLINK("https://evil.example","Contoso")',
    'a template': '{{adminEmail}} ${token} -name- %%name%%',
};
type Kind = keyof typeof NAMES;
const KINDS = Object.keys(NAMES) as Kind[];

/** Text that a page or a mail shows: tags taken out, references resolved. */
const shown = (html: string): string =>
    html
        .replace(/<style>[\s\S]*?<\/style>/g, '')
        .replace(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');

/** What stands outside of every element that keeps its text's direction to itself. */
const outsideOfIsolation = (html: string): string => html.replace(/<bdi\b[^>]*>[\s\S]*?<\/bdi>/g, '');

const expectHarmless = (html: string, name: string): void => {
    expect(shown(html)).toContain(name);
    expect(html).not.toMatch(/<script|<img[^>]*onerror/i);
    expect(outsideOfIsolation(html)).not.toContain(RIGHT_TO_LEFT_OVERRIDE);
};

/** A customer's name may be anything: it is kept, shown as it is, and does nothing. */
describe('the name of a customer', () => {
    let stack: Stack;
    let tenants: MadeTenant[];
    beforeAll(async () => {
        stack = await startQuietStack();
        tenants = await makeTenants(stack, KINDS.length, 2);
    }, 60_000);
    afterAll(() => stack.remove());

    describe.each(KINDS)('that is %s', (kind) => {
        const name = NAMES[kind];
        let invited: MailedInvite;
        beforeAll(async () => {
            const { subscriptionIds } = tenants[KINDS.indexOf(kind)] ?? { subscriptionIds: [] };
            invited = await mailedInvite(stack, {
                subscriptionId: subscriptionIds[0] ?? '',
                adminEmail: `admin${KINDS.indexOf(kind)}@customer.example`,
                customerName: name,
            });
        }, 60_000);

        it('is kept as it is, in every answer', async () => {
            const one = await readInvite(stack, invited.id);
            const listed = (await stack.api('GET', `/api/invites?subscriptionId=${invited.subscriptionId}`)).body;
            const customer = (await stack.api('GET', `/api/customers/${String(one.tenantId)}`)).body;

            expect(one).toMatchObject({ customerName: name });
            expect(listed).toMatchObject({ items: [{ customerName: name }] });
            expect(customer).toMatchObject({ name });
        });

        it('is harmless on the pages and in the mails, from the invite to the outcome', async () => {
            const before = await openLink(stack, invited);
            const asJson = await openLink(stack, invited, { accept: 'application/json' });
            await stack.decide(invited.link, 'Save partner');
            await whenEnded(stack, invited.id);
            await whenQuiet(stack);
            const status = await openLink(stack, { ...invited, path: `${invited.path}/status` });
            const mails = (await stack.inbox()).filter(({ customArgs }) => customArgs.inviteId === invited.id);

            expectHarmless(String(before.body), name);
            expect(asJson.body).toMatchObject({ subscription: { customerName: name } });
            expect(String(status.body)).not.toMatch(/<script|<img[^>]*onerror/i);
            expect(outsideOfIsolation(String(status.body))).not.toContain(RIGHT_TO_LEFT_OVERRIDE);
            expect(mails.map(({ to }) => to).toSorted()).toEqual(
                [invited.adminEmail, invited.adminEmail, PARTNER_MAIL].toSorted(),
            );
            for (const { html, text, subject } of mails) {
                expectHarmless(html, name);
                // Plain text has no element to keep a mark in: one that is never closed is left out.
                expect(text).toContain(name.replaceAll(RIGHT_TO_LEFT_OVERRIDE, ''));
                expect(text).not.toContain(RIGHT_TO_LEFT_OVERRIDE);
                expect(subject).not.toMatch(/[\u202a-\u202e\u2066-\u2069\r\n]/);
            }
        });
    });

    describe('of any kind, in the audit', () => {
        it('stand in JSON as they are, and in CSV so that a spreadsheet takes none for a formula', async () => {
            const state = (await stack.armState()) as { tenants: { tenantId: string; managementPartners: object }[] };
            for (const tenant of state.tenants) tenant.managementPartners = {};
            await stack.setArmState(state);
            const made = tenants.map(({ tenantId }) => tenantId);

            await audit(stack);
            const json = (await stack.api('GET', '/api/audit?limit=1000')).body as {
                missing: { tenantId: string; customerName: string }[];
            };
            const csv = await stack.api('GET', '/api/audit', { headers: { accept: 'text/csv' } });
            const [header = [], ...rows] = parse(String(csv.body));

            const names = (entries: { tenantId: string; customerName: string }[]) =>
                [
                    ...new Set(
                        entries
                            .filter(({ tenantId }) => made.includes(tenantId))
                            .map(({ customerName }) => customerName),
                    ),
                ].toSorted();
            expect(names(json.missing)).toEqual(Object.values(NAMES).toSorted());
            expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
            expect(rows).toHaveLength(json.missing.length);
            const inCsv = rows.map((cells) => ({
                tenantId: cells[header.indexOf('tenantId')] ?? '',
                customerName: cells[header.indexOf('customerName')] ?? '',
            }));
            expect(names(inCsv)).toEqual(
                Object.values(NAMES)
                    .map((name) => (name.startsWith('=') ? `'${name}` : name))
                    .toSorted(),
            );
            for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        });

        it('has spoken to Microsoft and SendGrid as their documents say', async () => {
            expect(await stack.stop()).toBe(0);
        });
    });
});
