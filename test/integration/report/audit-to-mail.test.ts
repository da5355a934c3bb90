import { inviteCounts } from '../../../shared/adapters/tables/invite-counts.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { endingRoles } from '../../../shared/adapters/tables/ending-roles.ts';
import { ENDS_SOON_DAYS } from '../../../shared/domain/report.ts';
import type { Report } from '../../../shared/domain/report.ts';
import type { LastReport } from '../../../shared/domain/report/job.ts';
import { buildReport } from '../../../shared/use-cases/report/build-report.ts';
import { reportSource } from '../../../shared/use-cases/report/report-source.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { reportMail } from '../../../shared/views/report/report-mail.ts';
import type { MemoryTenant } from '../../support/memory-azure.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { addTenant, closeTables, makeWorld, openTables, roleAt, subscription } from '../audit/world.ts';
import type { World } from '../audit/world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const GONE = 'dead0000-0000-4000-8000-000000000001';
const DAY = 24 * 60 * 60_000;

const subscriptionNo = (n: number): string => `a0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const sourceOf = (world: World) => {
    const listed = world.tables.get('missingpartners');
    if (listed === undefined) throw new Error('There is no table of missing ones.');
    const invites = memoryTable();
    return reportSource({
        ...world.deps,
        ending: endingRoles(listed),
        invites: inviteTable(invites),
        counts: inviteCounts(invites),
    });
};

/** Reports as they would go out one after the other. */
function reporting(world: World) {
    const source = sourceOf(world);
    let last: LastReport | undefined;
    return async (): Promise<{ report: Report; text: string }> => {
        const built = await buildReport(source, last, world.clock.now());
        if (built === undefined) throw new Error('No audit has finished.');
        const { report, fingerprint } = built;
        const sentAt = world.clock.now().toISOString();
        last = { reportId: sentAt, sentAt, fingerprint, runFinishedAt: report.run.finishedAt };
        return { report, text: reportMail(report, 'attached', 'Fourth Coffee', ENGLISH).text };
    };
}

const account = (n: number) => `/providers/Microsoft.Billing/billingAccounts/${n}`;
const EA = { type: 'EnterpriseAgreement', accountId: account(1) };

/** A customer whose subscriptions are all covered, under an Enterprise Agreement. */
async function addCovered(world: World, tenantId: string, ids: readonly string[]): Promise<MemoryTenant> {
    return await addTenant(world, tenantId, ids, {
        agreements: Object.fromEntries(ids.map((id) => [id, EA])),
    });
}

/** From one day to the next: what is changed in Azure, and the mail after the next audit. */
async function nextDay(change: (tenant: MemoryTenant, id: string, world: World) => void | Promise<void>) {
    const world = makeWorld({ excludedOffers: ['FreeTrial_*', 'CSP_*'] });
    const id = subscriptionNo(1);
    const tenant = await addCovered(world, CONTOSO, [id, subscriptionNo(2)]);
    const report = reporting(world);
    await world.audit();
    const before = await report();
    world.clock.at += DAY;
    await change(tenant, id, world);
    await world.audit();
    return { before, after: await report(), again: await report() };
}

const change = (tenant: MemoryTenant, id: string, over: { quotaId?: string; state?: string }) => {
    tenant.subscriptions = tenant.subscriptions.map((one) => (one.subscriptionId === id ? { ...one, ...over } : one));
};

const lineOf = (text: string, id: string): string => text.split('\n').find((line) => line.includes(id)) ?? '';

describe('from Azure to the mail', () => {
    it('the first report says that there is nothing to compare it with', async () => {
        const { before } = await nextDay(() => undefined);

        expect(before.text).toContain('2 of 2 subscriptions are covered (100 %), 0 missing.');
        expect(before.text).toContain('This is the first audit');
        expect(before.report.changed).toEqual([]);
    });

    it('a day on which nothing happens is one line', async () => {
        const { after } = await nextDay(() => undefined);

        expect(after.text).toContain('Nothing has changed since the report of 21 November 2026 at 05:00 UTC.');
        expect(after.text).not.toContain('Coverage, audit by audit');
    });

    it('tells of a subscription that moved from the Enterprise Agreement to the Customer Agreement', async () => {
        const { after, again } = await nextDay((tenant, id) => {
            tenant.agreements = {
                ...tenant.agreements,
                [id]: { type: 'MicrosoftCustomerAgreement', accountId: account(2) },
            };
        });

        expect(after.report.changes).toMatchObject({ migrated: 1, newlyMissing: 0 });
        expect(after.text).toContain('- 1 subscription under another agreement or billing account\n');
        expect(lineOf(after.text, subscriptionNo(1))).toContain('EnterpriseAgreement, now MicrosoftCustomerAgreement');
        expect(after.text).toContain('A digital partner of record did not move with it');
        expect(again.report.sameAs).not.toBeNull();
    });

    it('tells of a subscription that went to a CSP, which is left out from then on', async () => {
        const { after } = await nextDay((tenant, id) => {
            change(tenant, id, { quotaId: 'CSP_2015-05-01' });
            tenant.agreements = {
                ...tenant.agreements,
                [id]: { type: 'MicrosoftPartnerAgreement', accountId: account(3) },
            };
        });

        expect(after.report.totals).toMatchObject({ covered: 1, excluded: 1, missing: 0 });
        expect(after.text).toContain('1 of 1 subscription is covered (100 %)');
        expect(after.text).toContain('Left out: 1 under offers that programmes do not count');
        expect(after.text).toContain('CSP_2015-05-01');
    });

    it('does not chase a trial subscription, and says that it is left out', async () => {
        const trial = subscriptionNo(3);
        const { after } = await nextDay((tenant) => {
            tenant.subscriptions.push(subscription(CONTOSO, trial, { quotaId: 'FreeTrial_2014-09-01' }));
            tenant.roles[trial] = [];
        });

        expect(after.report.missing.count).toBe(0);
        expect(after.report.totals).toMatchObject({ excluded: 1, missing: 0 });
        expect(lineOf(after.text, trial)).toContain('new: an offer that programmes do not count');
    });

    it('tells of a subscription that moved to another customer, and is missing there', async () => {
        const { after } = await nextDay(async (tenant, id, world) => {
            tenant.subscriptions = tenant.subscriptions.filter(({ subscriptionId }) => subscriptionId !== id);
            tenant.roles = { [subscriptionNo(2)]: tenant.roles[subscriptionNo(2)] ?? [] };
            await addTenant(world, FABRIKAM, [id], { roles: { [id]: [] } });
        });

        expect(after.report.changes).toMatchObject({ moved: 1, new: 1 });
        expect(after.report.missing.oldest).toMatchObject([
            { tenantId: FABRIKAM, subscriptionId: subscriptionNo(1), reason: 'no-eligible-role' },
        ]);
        expect(after.text).toContain('moved to');
        expect(after.text).toContain(`new, from the tenant ${CONTOSO}: no eligible role`);
    });

    it('tells of a subscription that is gone', async () => {
        const { after } = await nextDay((tenant, id) => {
            tenant.subscriptions = tenant.subscriptions.filter(({ subscriptionId }) => subscriptionId !== id);
        });

        expect(after.report.changes).toMatchObject({ gone: 1 });
        expect(lineOf(after.text, subscriptionNo(1))).toContain('gone: Microsoft knows it no more');
        expect(after.report.totals).toMatchObject({ subscriptions: 1, covered: 1 });
    });

    it('warns of a role that ends, and tells when it has run out', async () => {
        const world = makeWorld();
        const id = subscriptionNo(1);
        const tenant = await addCovered(world, CONTOSO, [id]);
        const until = new Date(world.clock.at + 10 * DAY).toISOString();
        tenant.roles[id] = [{ ...roleAt(`/subscriptions/${id}`), until }];
        const report = reporting(world);

        await world.audit();
        const warned = await report();
        world.clock.at += 11 * DAY;
        tenant.roles[id] = [];
        await world.audit();
        const ranOut = await report();

        expect(warned.report.endsSoon).toMatchObject({
            count: 1,
            items: [{ subscriptionId: id, coveredUntil: until }],
        });
        expect(warned.text).toContain('Covered until: 1 Dec 2026');
        expect(warned.report.totals.covered).toBe(1);
        expect(ranOut.report.endsSoon.count).toBe(0);
        expect(ranOut.text).toContain('- 1 subscription newly missing\n');
        expect(lineOf(ranOut.text, id)).toContain('missing: no eligible role');
    });

    it('warns of what ends within the time, and not of what ends later or was prolonged', async () => {
        const world = makeWorld();
        const ids = [1, 2, 3].map(subscriptionNo);
        const tenant = await addCovered(world, CONTOSO, ids);
        const endsIn = (id: string, days: number) => {
            const until = new Date(world.clock.at + days * DAY).toISOString();
            tenant.roles[id] = [{ ...roleAt(`/subscriptions/${id}`), until }];
        };
        const [soon = '', later = '', prolonged = ''] = ids;
        endsIn(soon, ENDS_SOON_DAYS - 1);
        endsIn(later, ENDS_SOON_DAYS + 1);
        endsIn(prolonged, 1);
        await world.audit();
        endsIn(prolonged, 100);
        await world.audit();

        const { report } = await reporting(world)();

        expect(report.endsSoon.items.map(({ subscriptionId }) => subscriptionId)).toEqual([soon]);
    });

    it('forgets what ends with the customer', async () => {
        const world = makeWorld();
        const id = subscriptionNo(1);
        const tenant = await addCovered(world, CONTOSO, [id]);
        tenant.roles[id] = [{ ...roleAt(`/subscriptions/${id}`), until: new Date(world.clock.at + DAY).toISOString() }];
        await world.audit();

        await world.deps.subscriptions.deleteTenant(CONTOSO);

        expect(await world.rowsOf('missingpartners')).toEqual([]);
    });

    it('names the tenants that failed, with the reason, and those that are seen in part', async () => {
        const world = makeWorld();
        await addCovered(world, CONTOSO, [subscriptionNo(1)]);
        await world.deps.customers.put(GONE, { name: 'Gone Ltd' });
        await world.audit();

        const { report, text } = await reporting(world)();

        expect(report.failed).toEqual({
            count: 1,
            items: [{ tenantId: GONE, customerName: 'Gone Ltd', reason: 'tenant-unknown' }],
        });
        expect(report.partial).toEqual({
            count: 1,
            items: [{ tenantId: CONTOSO, customerName: `Customer ${CONTOSO}` }],
        });
        expect(text).toContain('1 tenant is seen in part: new subscriptions there may be missing without showing.');
        expect(text).toContain('- Gone Ltd; Why: Microsoft knows no such tenant');
    });
});

describe('the cost of a report', () => {
    it('is that of what is missing: as many calls for many covered ones as for few, and no subscription is read', async () => {
        const costOf = async (covered: number) => {
            const world = makeWorld();
            const ids = Array.from({ length: covered }, (_, n) => subscriptionNo(n));
            await addCovered(world, CONTOSO, ids);
            await addTenant(world, FABRIKAM, [subscriptionNo(999)], { roles: { [subscriptionNo(999)]: [] } });
            await world.audit();
            const source = sourceOf(world);
            world.fuse.calls = 0;
            const built = await buildReport(source, undefined, world.clock.now());
            return { missing: built?.report.missing.count, calls: world.fuse.calls };
        };

        const few = await costOf(1);
        const many = await costOf(40);

        expect(few.missing).toBe(1);
        expect(many).toEqual(few);
        expect(few.calls).toBeLessThan(10);
    });
});
