import { noTotals } from '../../../shared/domain/audit-run.ts';
import type { Totals } from '../../../shared/domain/audit-run.ts';
import { noCounts } from '../../../shared/domain/report.ts';
import type { Report } from '../../../shared/domain/report.ts';
import { funnelOf, noGuided, noInvites } from '../../../shared/domain/report/funnel.ts';
import type { MissingRow } from '../../../shared/domain/report/missing.ts';

export const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
export const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
export const NOW = '2026-11-21T06:00:00.000Z';

export const subscriptionNo = (n: number): string => `a0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const totalsOf = (over: Partial<Totals>): Totals => ({ ...noTotals(), ...over });

export const missingRow = (n: number, over: Partial<MissingRow> = {}): MissingRow => ({
    tenantId: CONTOSO,
    customerName: 'Contoso',
    subscriptionId: subscriptionNo(n),
    displayName: `Subscription ${n}`,
    reason: 'no-link',
    nextStep: 'Send an invite.',
    firstSeenAt: '2026-10-01T05:00:00.000Z',
    missingSince: '2026-10-01T05:00:00.000Z',
    ...over,
});

const oldest = [
    missingRow(1),
    missingRow(2, { tenantId: FABRIKAM, customerName: 'Fabrikam', missingSince: '2026-11-20T05:00:00.000Z' }),
];

/** What customers say of products that they attach by hand, and how far the invites about them came. */
export const ofOtherProducts: Pick<Report, 'attestedProducts' | 'funnel'> = {
    attestedProducts: {
        count: 3,
        items: [
            {
                ...{ inviteId: 'i1', tenantId: FABRIKAM, customerName: 'Fabrikam', product: 'dynamics365' },
                ...{ productName: 'Sales Enterprise', subscriptionId: null },
                ...{ at: '2025-09-02T09:00:00.000Z', state: 'lapsed' },
            },
            {
                ...{ inviteId: 'i2', tenantId: FABRIKAM, customerName: 'Fabrikam', product: 'azure-dpor' },
                ...{ productName: null, subscriptionId: subscriptionNo(6) },
                ...{ at: '2025-11-18T09:00:00.000Z', state: 'asked' },
            },
            {
                ...{ inviteId: 'i3', tenantId: CONTOSO, customerName: null, product: 'microsoft365' },
                ...{ productName: null, subscriptionId: null },
                ...{ at: '2026-11-02T09:00:00.000Z', state: 'current' },
            },
        ],
    },
    funnel: funnelOf({
        counts: { ...noInvites(), attached: 3, sent: 4, declined: 1, attested: 1, unrecognised: 1 },
        guided: {
            microsoft365: { ...noGuided(), sent: 12, attested: 41, declined: 2, expired: 3 },
            dynamics365: { ...noGuided(), lapsed: 1 },
            'azure-dpor': { ...noGuided(), issued: 1, asked: 1, undeliverable: 1 },
        },
        isComplete: true,
    }),
};

/** A report in which every part that an estate of Azure alone has has something to say. */
export const report: Report = {
    at: NOW,
    run: {
        id: 'r3',
        startedAt: '2026-11-21T05:00:00.000Z',
        finishedAt: '2026-11-21T05:10:00.000Z',
        tenants: { expected: 5, done: 4, failed: 1, partial: 3 },
    },
    totals: totalsOf({ subscriptions: 9, covered: 3, missing: 2, unknown: 1, excluded: 2, inactive: 1 }),
    history: [
        { runId: 'r1', finishedAt: '2026-11-19T05:10:00.000Z', totals: totalsOf({ covered: 1, missing: 4 }) },
        { runId: 'r2', finishedAt: '2026-11-20T05:10:00.000Z', totals: totalsOf({ covered: 2, missing: 3 }) },
        {
            runId: 'r3',
            finishedAt: '2026-11-21T05:10:00.000Z',
            totals: totalsOf({ subscriptions: 9, covered: 3, missing: 2, unknown: 1, excluded: 2, inactive: 1 }),
        },
    ],
    since: { kind: 'report', at: '2026-11-14T06:00:00.000Z', runFinishedAt: '2026-11-14T05:10:00.000Z' },
    changes: { ...noCounts(), newlyMissing: 1, migrated: 1, recovered: 2 },
    changed: [
        {
            tenantId: FABRIKAM,
            customerName: 'Fabrikam',
            subscriptionId: subscriptionNo(2),
            displayName: 'Subscription 2',
            what: 'newlyMissing',
            from: 'covered',
            to: 'no-eligible-role',
        },
        {
            tenantId: CONTOSO,
            customerName: 'Contoso',
            subscriptionId: subscriptionNo(3),
            displayName: 'Subscription 3',
            what: 'migrated',
            from: 'EnterpriseAgreement',
            to: 'MicrosoftCustomerAgreement',
        },
    ],
    missing: {
        count: 2,
        ages: { under7Days: 1, under30Days: 0, under90Days: 1, older: 0 },
        customers: {
            count: 2,
            items: [
                {
                    tenantId: CONTOSO,
                    customerName: 'Contoso',
                    count: 1,
                    ages: { under7Days: 0, under30Days: 0, under90Days: 1, older: 0 },
                    oldestSince: '2026-10-01T05:00:00.000Z',
                },
                {
                    tenantId: FABRIKAM,
                    customerName: 'Fabrikam',
                    count: 1,
                    ages: { under7Days: 1, under30Days: 0, under90Days: 0, older: 0 },
                    oldestSince: '2026-11-20T05:00:00.000Z',
                },
            ],
        },
        oldest,
    },
    endsSoon: {
        count: 1,
        items: [
            {
                tenantId: CONTOSO,
                customerName: 'Contoso',
                subscriptionId: subscriptionNo(4),
                displayName: 'Subscription 4',
                coveredUntil: '2026-12-01T00:00:00.000Z',
            },
        ],
    },
    failed: { count: 1, items: [{ tenantId: FABRIKAM, customerName: 'Fabrikam', reason: 'deadline' }] },
    partial: { count: 1, items: [{ tenantId: CONTOSO, customerName: 'Contoso' }] },
    attested: {
        count: 1,
        items: [
            {
                tenantId: CONTOSO,
                customerName: 'Contoso',
                subscriptionId: subscriptionNo(5),
                at: '2026-11-02T09:00:00.000Z',
            },
        ],
    },
    attestedProducts: { count: 0, items: [] },
    funnel: funnelOf({
        counts: { ...noInvites(), attached: 3, sent: 4, declined: 1, attested: 1, unrecognised: 1 },
        guided: {},
        isComplete: true,
    }),
    sameAs: null,
};
