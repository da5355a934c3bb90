import { TableClient } from '@azure/data-tables';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit, invite, inviteAndSave, whenEnded, type SubscriptionRow } from '../support/stack-flow.ts';
import { startStack, type Stack } from '../support/stack.ts';

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';
const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const ERP = 'f0000000-0000-4000-8000-0000000000b1';
const WEB = '90000000-0000-4000-8000-0000000000d1';
const SHOP = '7a000000-0000-4000-8000-0000000000e1';
const DATA = 'ad000000-0000-4000-8000-0000000000f1';

const coverageOf = (rows: readonly SubscriptionRow[]): Record<string, string> =>
    Object.fromEntries(
        rows.map(({ subscriptionId, coverage, reason }) => [
            subscriptionId,
            coverage === 'missing' ? `missing ${reason ?? ''}` : coverage,
        ]),
    );

/** The story of the sample tenants, told in order: each step stands on the ones before. */
describe('from the invite to the audit, over the sample tenants', () => {
    let stack: Stack;
    beforeAll(async () => {
        stack = await startStack();
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(() => stack.forgetRequests('arm'));

    const writes = async () =>
        (await stack.requests('arm'))
            .filter(({ method, path }) => method !== 'GET' && path.includes('ManagementPartner'))
            .map(({ method, tenantId, status }) => ({ method, tenantId, status }));

    it('audits the sample tenants as they are at the start', async () => {
        const { tenants, rows } = await audit(stack);

        expect(tenants).toEqual({ expected: 5, done: 5, failed: 0, partial: 3 });
        expect(coverageOf(rows)).toEqual({
            [PRODUCTION]: 'missing no-link',
            [ANALYTICS]: 'missing no-link',
            [ERP]: 'missing other-partner',
            [WEB]: 'covered',
            [DATA]: 'missing no-link',
        });
    });

    it('attaches Contoso Production with one PUT by the partner’s principal, one invite mail and one outcome mail', async () => {
        const { status } = await inviteAndSave(stack, {
            subscriptionId: PRODUCTION,
            adminEmail: 'owner@contoso.example',
        });

        expect(status).toBe('attached');
        const puts = (await stack.requests('arm')).filter(
            ({ method, path }) => method === 'PUT' && path.includes('ManagementPartner'),
        );
        expect(puts).toEqual([
            expect.objectContaining({
                tenantId: CONTOSO,
                objectId: 'c0000000-0000-4000-8000-000000000201',
                status: 200,
            }),
        ]);
        const toAdmin = (await stack.inbox()).filter(({ to }) => to === 'owner@contoso.example');
        expect(toAdmin.map(({ customArgs }) => customArgs.mailKind).toSorted()).toEqual(['invite', 'outcome-admin']);
    });

    it('changes nothing by opening the link, however often, and leads a second Save to the status page', async () => {
        const admin = 'another@contoso.example';
        const before = (await stack.inbox()).length;
        const { id } = await invite(stack, { subscriptionId: ANALYTICS, adminEmail: admin });
        const link = await stack.linkTo(admin, before);
        for (let n = 0; n < 3; n += 1) expect((await fetch(link)).status).toBe(200);
        const { body: untouched } = await stack.api('GET', `/api/invites/${id}`);

        const [first, second] = await Promise.all([1, 2].map(() => stack.decide(link, 'Save partner')));

        expect((untouched as { status: string }).status).toBe('sent');
        for (const answer of [first, second]) {
            expect(answer).toMatchObject({ status: 303 });
            expect(answer?.headers.location).toContain('/status?t=');
        }
        expect((await whenEnded(stack, id)).status).toBe('unrecognised');
    });

    it('ends Fabrikam in conflict, and replaces with one PATCH and no DELETE where that was agreed to', async () => {
        const order = { subscriptionId: ERP, adminEmail: 'owner@fabrikam.example' };

        const refused = await inviteAndSave(stack, order);
        const nothingWritten = await writes();
        const replaced = await inviteAndSave(stack, { ...order, allowReplace: true });

        expect(refused.status).toBe('conflict');
        expect(nothingWritten).toEqual([]);
        expect(replaced.status).toBe('attached');
        expect(await writes()).toEqual([
            { method: 'PATCH', tenantId: 'f0000000-0000-4000-8000-000000000001', status: 200 },
        ]);
    });

    it('ends Northwind as attached without a write', async () => {
        const { status } = await inviteAndSave(stack, { subscriptionId: WEB, adminEmail: 'owner@northwind.example' });

        expect(status).toBe('attached');
        expect(await writes()).toEqual([]);
    });

    it('ends Tailspin as failed and tells the administrator what to do', async () => {
        const admin = 'owner@tailspin.example';

        const { status } = await inviteAndSave(stack, { subscriptionId: SHOP, adminEmail: admin });

        expect(status).toBe('failed');
        const outcome = (await stack.inbox()).find(
            ({ to, customArgs }) => to === admin && customArgs.mailKind !== 'invite',
        );
        expect(outcome?.text).toMatch(/application/);
    });

    it('audits what has been attached, and finds a subscription that was bought meanwhile', async () => {
        const before = await audit(stack);
        const bought = 'c0000000-0000-4000-8000-0000000000a9';
        const state = (await stack.armState()) as { tenants: { tenantId: string; subscriptions: object[] }[] };
        const contoso = state.tenants.find(({ tenantId }) => tenantId === CONTOSO);
        contoso?.subscriptions.push({
            subscriptionId: bought,
            displayName: 'Bought last week',
            state: 'Enabled',
            quotaId: 'EnterpriseAgreement_2014-09-01',
            managedByTenants: [],
            billing: null,
        });
        await stack.setArmState(state);

        const after = await audit(stack);

        expect(coverageOf(before.rows)).toEqual({
            [PRODUCTION]: 'covered',
            [ANALYTICS]: 'missing no-eligible-role',
            [ERP]: 'covered',
            [WEB]: 'covered',
            [SHOP]: 'missing application-missing',
            [DATA]: 'missing no-link',
        });
        expect(coverageOf(after.rows)).toEqual({ ...coverageOf(before.rows), [bought]: 'missing no-eligible-role' });
        const seen = new Map(after.rows.map(({ subscriptionId, firstSeenAt }) => [subscriptionId, firstSeenAt ?? '']));
        for (const { subscriptionId, firstSeenAt } of before.rows) {
            expect(seen.get(subscriptionId)).toBe(firstSeenAt);
            expect((seen.get(bought) ?? '') > (firstSeenAt ?? '')).toBe(true);
        }
    });

    it('writes no row of a subscription when nothing has changed', async () => {
        const { tables } = await stack.run();
        const etags = async () => {
            const client = TableClient.fromConnectionString(tables, 'subscriptions', { allowInsecureConnection: true });
            const found: string[] = [];
            for await (const { partitionKey, rowKey, etag } of client.listEntities()) {
                found.push(`${partitionKey ?? ''} ${rowKey ?? ''} ${etag}`);
            }
            return found;
        };
        const before = await etags();

        await audit(stack);

        expect(before.length).toBeGreaterThan(0);
        expect(await etags()).toEqual(before);
    });

    it('has left no link token in the tables or the log', async () => {
        const texts = (await stack.inbox()).map(({ text }) => text).join('\n');
        const tokens = new Set([...texts.matchAll(/[?&]t=([\w.~-]+)/g)].map(([, token]) => token ?? ''));
        await stack.stop();
        const tables = join(stack.dir, 'tables');
        const files = await Promise.all((await readdir(tables)).map((file) => readFile(join(tables, file), 'utf8')));

        expect(tokens.size).toBeGreaterThan(3);
        for (const token of tokens) {
            for (const text of [stack.logs(), ...files]) expect(text).not.toContain(token);
        }
    });
});
