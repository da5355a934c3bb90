import { auditStore } from '../../../shared/adapters/tables/audit-runs.ts';
import { customerStore } from '../../../shared/adapters/tables/customers.ts';
import { subscriptionStore } from '../../../shared/adapters/tables/subscriptions.ts';
import { inviteCounts } from '../../../shared/adapters/tables/invite-counts.ts';
import { listPrefix } from '../../../shared/adapters/tables/invite-rows.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { reportTable } from '../../../shared/adapters/tables/reports.ts';
import type { Table } from '../../../shared/adapters/tables/table.ts';
import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import type { GuidedProduct } from '../../../shared/domain/products/product.ts';
import type { Said } from '../../../shared/domain/products/said.ts';
import { noGuided } from '../../../shared/domain/report/funnel.ts';
import { newJob } from '../../../shared/domain/report/job.ts';
import type { ReportSource } from '../../../shared/ports/report-source.ts';
import type { ReportStore } from '../../../shared/ports/report-store.ts';
import { buildReport } from '../../../shared/use-cases/report/build-report.ts';
import { reportSource } from '../../../shared/use-cases/report/report-source.ts';
import { guidedInvite } from '../../support/guided-invites.ts';
import { memoryReportSource } from '../../support/memory-report-source.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { watchedTable } from '../../support/watched-table.ts';
import { BOTH } from '../invites/real-tables.ts';

const TENANTS = [1, 2, 3].map((n) => `c0000000-0000-4000-8000-00000000000${n}`);
const NOW = new Date('2026-11-23T06:00:00.000Z');
const SAID = {
    reportId: 'r1',
    sentAt: '2026-11-23T06:00:01.000Z',
    fingerprint: 'f1',
    runFinishedAt: '2026-11-23T05:10:00.000Z',
};

const AT = NOW.toISOString();
const OF_HAND: Said = {
    ...{ at: AT, by: 'admin@contoso.example', askAt: '2027-11-23T06:00:00.000Z', asked: null, lapsedAt: null },
    proof: null,
};
const ASKED: Partial<Said> = { askAt: null, asked: { at: AT, until: '2026-12-23T06:00:00.000Z', why: 'time' } };

describe.each(BOTH)('reports in %s', (_what, make) => {
    const maker = make();
    let table: Table;
    let store: ReportStore;
    beforeAll(() => maker.open());
    beforeEach(() => {
        table = maker.table();
        store = reportTable(table);
    });
    afterAll(() => maker.close());

    const stored = async (id: string) => {
        const found = await store.get(id);
        if (found === undefined) throw new Error('There is no such report.');
        return found;
    };
    const unsent = async () => {
        const ids: string[] = [];
        for await (const id of store.unsent()) ids.push(id);
        return ids;
    };

    it('are put down once, and found among those that are still to be sent', async () => {
        const job = newJob('r1', NOW);

        const added = await Promise.all([store.add(job), store.add({ ...job, askedAt: 'later' })]);

        expect(added.toSorted()).toEqual(['exists', 'written']);
        expect((await stored('r1')).value.id).toBe('r1');
        expect(await unsent()).toEqual(['r1']);
        expect(await store.get('r2')).toBeUndefined();
    });

    it('are written by one at a time', async () => {
        await store.add(newJob('r1', NOW));
        const before = await stored('r1');

        const written = await Promise.all([
            store.replace(before, { ...before.value, state: 'sending' }),
            store.replace(before, { ...before.value, state: 'cancelled' }),
        ]);

        expect(written.toSorted()).toEqual(['conflict', 'written']);
    });

    it('leave the list with what they said in the same step, and come back to it when done again', async () => {
        await store.add(newJob('r1', NOW));
        expect(await store.last()).toBeUndefined();

        const queued = await stored('r1');
        await store.replace(queued, { ...queued.value, state: 'sent', sentAt: SAID.sentAt }, SAID);

        expect(await unsent()).toEqual([]);
        expect(await store.last()).toEqual(SAID);
        expect((await stored('r1')).value).toEqual({ ...queued.value, state: 'sent', sentAt: SAID.sentAt });

        const sent = await stored('r1');
        await store.replace(sent, { ...sent.value, state: 'queued' });
        expect(await unsent()).toEqual(['r1']);
    });

    it('say nothing where somebody else wrote first', async () => {
        await store.add(newJob('r1', NOW));
        const before = await stored('r1');
        await store.replace(before, { ...before.value, state: 'sending' });

        expect(await store.replace(before, { ...before.value, state: 'sent' }, SAID)).toBe('conflict');
        expect(await store.last()).toBeUndefined();
        expect(await unsent()).toEqual(['r1']);
    });
});

describe.each(BOTH)('invites by status in %s', (_what, make) => {
    const maker = make();
    beforeAll(() => maker.open());
    afterAll(() => maker.close());

    it('are counted over all partitions, by their keys alone', async () => {
        const table = maker.table();
        const put = (partitionKey: string, status: string, n: number) =>
            table.insert({
                partitionKey,
                rowKey: `${listPrefix({ status })}${String(n).padStart(13, '0')}|i${n}`,
                inviteId: `i${n}`,
            });
        for (const [n, partition] of ['0', '7', 'f'].entries()) {
            await put(partition, 'attached', n);
            await put(partition, 'sent', 10 + n);
        }
        await put('3', 'attested', 20);
        await put('3', 'statuses-to-come', 21);
        await table.insert({ partitionKey: '3', rowKey: 'subscription|s|0|i22', inviteId: 'i22' });

        const { counts, isComplete } = await inviteCounts(table).all();

        expect(isComplete).toBe(true);
        expect(Object.entries(counts).filter(([, count]) => count > 0)).toEqual([
            ['sent', 3],
            ['attached', 3],
            ['attested', 1],
        ]);
    });
});

describe.each(BOTH)('invites about other products in %s', (_what, make) => {
    const maker = make();
    beforeAll(() => maker.open());
    afterAll(() => maker.close());

    const setUp = () => {
        const table = maker.table();
        const invites = inviteTable(table);
        const put = async (product: GuidedProduct, n: number, over: Partial<GuidedInvite> = {}) => {
            const subject = { product, tenantId: TENANTS[n % 3] ?? '', subscriptionId: null, productName: `P${n}` };
            const at = new Date(NOW.getTime() + n * 60_000);
            const invite = { ...guidedInvite(subject, invites.newId(subject), at), ...over };
            await invites.insert(invite);
            return invite.id;
        };
        return { table, invites, put, counts: inviteCounts(table) };
    };

    it('are counted apart from those about Azure, by product and by whether what was said still counts', async () => {
        const { table, put, counts } = setUp();
        const key = { partitionKey: '3', rowKey: `${listPrefix({ status: 'attested' })}0000000000001|i1` };
        await table.insert({ ...key, inviteId: 'i1' });
        const azure = (await counts.all()).counts;
        await put('intune', 1);
        await put('intune', 2, { status: 'attested', said: OF_HAND });
        await put('ems', 3, { status: 'attested', said: { ...OF_HAND, ...ASKED } });
        await put('ems', 4, { status: 'attested', said: { ...OF_HAND, ...ASKED, lapsedAt: NOW.toISOString() } });
        await put('ems', 5, { status: 'removed', said: OF_HAND });

        const all = await counts.all();

        expect([azure.attested, all.counts]).toEqual([1, azure]);
        expect(all.guided).toEqual({
            intune: { ...noGuided(), issued: 1, attested: 1 },
            ems: { ...noGuided(), asked: 1, lapsed: 1, removed: 1 },
        });
    });

    it('come back with what lapsed first, then what was asked again, each newest first', async () => {
        const { put, counts } = setUp();
        const said = (n: number, over: Partial<Said> = {}) =>
            put(n % 2 === 0 ? 'intune' : 'microsoft365', n, { status: 'attested', said: { ...OF_HAND, ...over } });
        const [first, second] = [await said(1), await said(2)];
        const asked = await said(3, ASKED);
        const lapsed = await said(4, { ...ASKED, lapsedAt: NOW.toISOString() });
        await put('intune', 5);

        expect(await counts.said(10)).toEqual([lapsed, asked, second, first]);
        expect(await counts.said(3)).toEqual([lapsed, asked, second]);
    });
});

describe('what a report is made from', () => {
    const setUp = async () => {
        const tables = { invites: memoryTable(), others: memoryTable() };
        const invites = inviteTable(tables.invites);
        const clock = { now: () => NOW };
        const source = reportSource({
            audits: auditStore(tables.others),
            customers: customerStore(tables.others),
            subscriptions: subscriptionStore(tables.others, tables.others, clock),
            ending: { before: () => Promise.resolve({ count: 0, items: [] }) },
            counts: inviteCounts(tables.invites),
            invites,
        });
        const put = async (product: GuidedProduct, over: Partial<GuidedInvite>) => {
            const subject = { product, tenantId: TENANTS[0] ?? '', subscriptionId: null, productName: 'Plan' };
            const invite = { ...guidedInvite(subject, invites.newId(subject), NOW), ...over };
            await invites.insert(invite);
            return invite;
        };
        await put('microsoft365', {});
        const current = await put('intune', { status: 'attested', said: OF_HAND });
        const lapsed = await put('ems', { status: 'attested', said: { ...OF_HAND, ...ASKED, lapsedAt: AT } });
        return { source, invites, current, lapsed };
    };

    it('names what customers say of other products, and nothing of it as said of Azure', async () => {
        const { source, current, lapsed } = await setUp();

        expect(await source.attestedProducts(10)).toEqual([
            {
                ...{ inviteId: lapsed.id, tenantId: TENANTS[0], customerName: 'Contoso', product: 'ems' },
                ...{ productName: 'Plan', subscriptionId: null, at: AT, state: 'lapsed' },
            },
            expect.objectContaining({ inviteId: current.id, product: 'intune', state: 'current' }),
        ]);
        expect(await source.attested(10)).toEqual([]);
    });

    it('makes a report whose numbers of Azure are those of an estate without', async () => {
        const { source } = await setUp();
        const without = memoryReportSource();
        without.finish('r1', AT, { covered: 3, missing: 1 });
        const beside: ReportSource = {
            ...without,
            invites: () => source.invites(),
            attested: (most) => source.attested(most),
            attestedProducts: (most) => source.attestedProducts(most),
        };
        const built = async (from: ReportSource) => (await buildReport(from, undefined, NOW))?.report;

        const [alone, all] = [await built(without), await built(beside)];

        const { attestedProducts, ...rest } = all ?? {};
        expect(attestedProducts?.count).toBe(2);
        expect(Object.keys(all?.funnel.byProduct ?? {})).toEqual(['microsoft365', 'intune', 'ems']);
        expect({ ...rest, funnel: { ...all?.funnel, byProduct: {} } }).toEqual({
            ...alone,
            ...{ attestedProducts: undefined, funnel: { ...alone?.funnel, byProduct: {} } },
        });
    });
});

describe('counting invites', () => {
    it('asks once for each thousand, and reads no invite', async () => {
        const maker = BOTH[1]?.[1]();
        if (maker === undefined) throw new Error('There is no table in memory.');
        const raw = maker.table();
        for (let n = 0; n < 2_500; n += 1) {
            const rowKey = `${listPrefix({ status: 'attached' })}${String(n).padStart(13, '0')}|i${n}`;
            await raw.insert({ partitionKey: 'a', rowKey, inviteId: `i${n}` });
        }
        const calls: string[] = [];
        const table = watchedTable(raw, ({ operation }) => calls.push(operation));

        const { counts } = await inviteCounts(table).all();

        expect(counts.attached).toBe(2_500);
        // Each partition once for all of them, and once for those about other products than Azure.
        expect(calls).toEqual(Array.from({ length: 16 + 2 + 16 }, () => 'page'));
    });
});
