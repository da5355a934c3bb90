import { z } from 'zod';
import {
    ANALYTICS,
    CONTOSO,
    DATA,
    ERP,
    FABRIKAM,
    PARTNER_MAIL,
    PRODUCTION,
    SHOP,
    TAILSPIN,
    WEB,
} from '../support/e2e-samples.ts';
import { linkWrites, startQuietStack } from '../support/e2e-stack.ts';
import { rowsOf } from '../support/e2e-tables.ts';
import { audit, inviteAndSave, type SubscriptionRow } from '../support/stack-flow.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const BOUGHT = 'c0000000-0000-4000-8000-0000000000a9';

const coverageOf = (rows: readonly SubscriptionRow[]): Record<string, string> =>
    Object.fromEntries(
        rows.map(({ subscriptionId, coverage, reason }) => [
            subscriptionId,
            coverage === 'missing' ? `missing, ${reason ?? ''}` : coverage,
        ]),
    );

const auditAnswer = z.object({
    run: z.looseObject({ status: z.literal('finished') }),
    totals: z.record(z.string(), z.int()),
    missing: z.array(z.looseObject({ subscriptionId: z.string(), reason: z.string(), missingSince: z.string() })),
});

/** The story of the sample tenants, told in order: each step stands on the ones before. */
describe('from the invite to the audit, over the sample tenants', () => {
    let stack: Stack;
    beforeAll(async () => {
        stack = await startQuietStack();
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(() => stack.forgetRequests('arm'));

    const writes = async () =>
        (await linkWrites(stack)).map(({ method, tenantId, objectId, status }) => ({
            method,
            tenantId,
            objectId,
            status,
        }));
    /** The kinds of the mails about an invite, by who got them, once the outcome has been told. */
    const mailsAbout = (inviteId: string) =>
        waitFor('the outcome mails', async () => {
            const about = (await stack.inbox()).filter(({ customArgs }) => customArgs.inviteId === inviteId);
            const kinds = (to: (address: string) => boolean) =>
                about.filter((mail) => to(mail.to)).map(({ customArgs }) => customArgs.mailKind);
            const mails = {
                admin: kinds((to) => to !== PARTNER_MAIL),
                partner: kinds((to) => to === PARTNER_MAIL),
            };
            return mails.admin.length >= 2 && mails.partner.length >= 1 ? mails : undefined;
        });

    it('audits the sample tenants as they are at the start', async () => {
        const { tenants, rows } = await audit(stack);
        const answer = auditAnswer.parse((await stack.api('GET', '/api/audit')).body);

        expect(tenants).toEqual({ expected: 5, done: 5, failed: 0, partial: 3 });
        expect(coverageOf(rows)).toEqual({
            [PRODUCTION]: 'missing, no-link',
            [ANALYTICS]: 'missing, no-link',
            [ERP]: 'missing, other-partner',
            [WEB]: 'covered',
            [DATA]: 'missing, no-link',
        });
        expect(answer.totals).toEqual({
            subscriptions: 5,
            covered: 1,
            missing: 4,
            excluded: 0,
            inactive: 0,
            unknown: 0,
        });
        expect(answer.missing.map(({ subscriptionId }) => subscriptionId).toSorted()).toEqual(
            [PRODUCTION, ANALYTICS, ERP, DATA].toSorted(),
        );
    });

    it('attaches Contoso Production with one PUT by the partner’s principal, and tells each side once', async () => {
        const { id, status } = await inviteAndSave(stack, {
            subscriptionId: PRODUCTION,
            adminEmail: 'owner@contoso.example',
        });
        const seen = await writes();
        const mails = await mailsAbout(id);
        const { rows } = await audit(stack);

        expect(status).toBe('attached');
        expect(seen).toEqual([
            { method: 'PUT', tenantId: CONTOSO, objectId: 'c0000000-0000-4000-8000-000000000201', status: 200 },
        ]);
        expect(mails).toEqual({ admin: ['invite', 'outcome-admin'], partner: ['outcome-partner'] });
        expect(coverageOf(rows)).toMatchObject({
            [PRODUCTION]: 'covered',
            [ANALYTICS]: 'missing, no-eligible-role',
        });
    });

    it('ends Contoso Analytics as unrecognised: the link stands already, the role is lacking', async () => {
        const { status } = await inviteAndSave(stack, {
            subscriptionId: ANALYTICS,
            adminEmail: 'owner@contoso.example',
        });
        const seen = await writes();
        const { rows } = await audit(stack);

        expect(status).toBe('unrecognised');
        expect(seen).toEqual([]);
        expect(coverageOf(rows)[ANALYTICS]).toBe('missing, no-eligible-role');
    });

    it('ends Fabrikam in conflict, and replaces with one PATCH and no DELETE where that was agreed to', async () => {
        const order = { subscriptionId: ERP, adminEmail: 'owner@fabrikam.example' };

        const refused = await inviteAndSave(stack, order);
        const writtenInConflict = await writes();
        const conflicting = await audit(stack);
        const replaced = await inviteAndSave(stack, { ...order, allowReplace: true });
        const writtenInReplacing = await writes();
        const after = await audit(stack);

        expect(refused.status).toBe('conflict');
        expect(writtenInConflict).toEqual([]);
        expect(coverageOf(conflicting.rows)[ERP]).toBe('missing, other-partner');
        expect(replaced.status).toBe('attached');
        expect(writtenInReplacing).toEqual([
            { method: 'PATCH', tenantId: FABRIKAM, objectId: expect.any(String) as string, status: 200 },
        ]);
        expect(coverageOf(after.rows)[ERP]).toBe('covered');
    });

    it('ends Northwind as attached without a write', async () => {
        const { status } = await inviteAndSave(stack, { subscriptionId: WEB, adminEmail: 'owner@northwind.example' });
        const seen = await writes();
        const { rows } = await audit(stack);

        expect(status).toBe('attached');
        expect(seen).toEqual([]);
        expect(coverageOf(rows)[WEB]).toBe('covered');
    });

    it('ends Tailspin as failed and tells the administrator what to do', async () => {
        const admin = 'owner@tailspin.example';

        const { id, status } = await inviteAndSave(stack, { subscriptionId: SHOP, adminEmail: admin });
        await mailsAbout(id);
        const { tenants, rows } = await audit(stack);

        expect(status).toBe('failed');
        const outcome = (await stack.inbox()).find(
            ({ to, customArgs }) => to === admin && customArgs.mailKind === 'outcome-admin',
        );
        const state = z.looseObject({ app: z.looseObject({ clientId: z.string() }) }).parse(await stack.armState());
        for (const part of [outcome?.text, outcome?.html]) {
            expect(part).toContain(state.app.clientId);
            expect(part).toContain('Support Request Contributor');
            expect(part).toContain(SHOP);
        }
        expect(coverageOf(rows)[SHOP]).toBe('missing, application-missing');
        expect(rows.find(({ subscriptionId }) => subscriptionId === SHOP)?.tenantId).toBe(TAILSPIN);
        expect(tenants).toMatchObject({ expected: 5, done: 5, failed: 0 });
    });

    it('audits what has been attached, and finds a subscription that was bought meanwhile', async () => {
        const before = await audit(stack);
        const state = (await stack.armState()) as { tenants: { tenantId: string; subscriptions: object[] }[] };
        const contoso = state.tenants.find(({ tenantId }) => tenantId === CONTOSO);
        contoso?.subscriptions.push({
            subscriptionId: BOUGHT,
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
            [ANALYTICS]: 'missing, no-eligible-role',
            [ERP]: 'covered',
            [WEB]: 'covered',
            [SHOP]: 'missing, application-missing',
            [DATA]: 'missing, no-link',
        });
        expect(coverageOf(after.rows)).toEqual({ ...coverageOf(before.rows), [BOUGHT]: 'missing, no-eligible-role' });
        const seen = new Map(after.rows.map(({ subscriptionId, firstSeenAt }) => [subscriptionId, firstSeenAt ?? '']));
        for (const { subscriptionId, firstSeenAt } of before.rows) {
            expect(seen.get(subscriptionId)).toBe(firstSeenAt);
            expect((seen.get(BOUGHT) ?? '') > (firstSeenAt ?? '')).toBe(true);
        }
        const [newest] = auditAnswer.parse((await stack.api('GET', '/api/audit')).body).missing;
        expect(newest).toMatchObject({ subscriptionId: BOUGHT, reason: 'no-eligible-role' });
    });

    it('writes no row of a subscription when nothing has changed', async () => {
        const rows = async () => [
            ...(await rowsOf(stack, 'subscriptions')),
            ...(await rowsOf(stack, 'missingpartners')),
        ];
        const before = await rows();

        await audit(stack);

        // Seven subscriptions and the four that lack a partner, with their etags and time stamps.
        expect(before.length).toBeGreaterThanOrEqual(7 + 4);
        expect(await rows()).toEqual(before);
    });

    it('has spoken to Microsoft and SendGrid as their documents say', async () => {
        expect(await stack.stop()).toBe(0);
    });
});
