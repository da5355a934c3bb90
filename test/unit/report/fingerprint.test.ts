import type { Report } from '../../../shared/domain/report.ts';
import { fingerprint } from '../../../shared/domain/report/fingerprint.ts';
import { funnelOf, noGuided, noInvites } from '../../../shared/domain/report/funnel.ts';
import type { MissingRow } from '../../../shared/domain/report/missing.ts';
import { CONTOSO, missingRow, ofOtherProducts, report, subscriptionNo } from './samples.ts';

const rows = [missingRow(1), missingRow(2)];

const printOf = (
    over: Partial<Report> = {},
    missing: readonly MissingRow[] = rows,
    partialIds: readonly string[] = [CONTOSO],
): string => {
    const print = fingerprint();
    for (const row of missing) print.addMissing(row);
    return print.of({ ...report, ...over, partialIds });
};

const funnelOfAzure = (counts: Report['funnel']['byStatus']) => funnelOf({ counts, guided: {}, isComplete: true });

const later = '2027-01-01T00:00:00.000Z';

describe('the fingerprint of a report', () => {
    it.each<[string, Partial<Report>, MissingRow[]]>([
        ['when it was put together', { at: later }, rows],
        ['which audit it tells of', { run: { ...report.run, id: 'r9', finishedAt: later } }, rows],
        ['how coverage came about', { history: report.history.slice(1) }, rows],
        ['since when something has been missing', {}, rows.map((row) => ({ ...row, missingSince: later }))],
        ['what it is compared with', { since: { ...report.since, at: later } }, rows],
    ])('is the same whatever %s', (_what, over, missing) => {
        expect(printOf(over, missing)).toBe(printOf());
    });

    it.each<[string, { said?: Partial<Report>; missing?: MissingRow[]; partialIds?: string[] }]>([
        ['another one is missing', { missing: [...rows, missingRow(3)] }],
        ['one is not missing any more', { missing: rows.slice(1) }],
        ['one is missing for another reason', { missing: [missingRow(1), missingRow(2, { reason: 'no-access' })] }],
        ['one has another name', { missing: [missingRow(1), missingRow(2, { displayName: 'Shop' })] }],
        ['one is covered that was not known', { said: { totals: { ...report.totals, covered: 4, unknown: 0 } } }],
        [
            'an invite was answered',
            { said: { funnel: funnelOfAzure({ ...report.funnel.byStatus, sent: 3, declined: 2 }) } },
        ],
        [
            'a tenant fails for another reason',
            {
                said: {
                    failed: { count: 1, items: report.failed.items.map((one) => ({ ...one, reason: 'gave-up' })) },
                },
            },
        ],
        ['other tenants are seen in part, as many as before', { partialIds: ['another'] }],
        [
            'a role ends at another time',
            {
                said: {
                    endsSoon: {
                        count: 1,
                        items: report.endsSoon.items.map((one) => ({ ...one, coveredUntil: later })),
                    },
                },
            },
        ],
        [
            'a customer says that another one is linked',
            {
                said: {
                    attested: {
                        count: 1,
                        items: report.attested.items.map((one) => ({ ...one, subscriptionId: subscriptionNo(9) })),
                    },
                },
            },
        ],
        ['somebody was invited for another product', { said: { funnel: ofOtherProducts.funnel } }],
        ['a customer says something of another product', { said: ofOtherProducts }],
    ])('is another one where %s', (_what, { said, missing, partialIds }) => {
        expect(printOf(said, missing, partialIds)).not.toBe(printOf());
    });

    it('is another one once what a customer says of another product has lapsed', () => {
        const { count, items } = ofOtherProducts.attestedProducts;
        const lapsed = items.map((one) => ({ ...one, state: 'lapsed' as const }));

        expect(printOf({ ...ofOtherProducts, attestedProducts: { count, items: lapsed } })).not.toBe(
            printOf(ofOtherProducts),
        );
    });

    it('is the same whenever a customer said it of another product', () => {
        const { count, items } = ofOtherProducts.attestedProducts;
        const newer = items.map((one) => ({ ...one, at: later }));

        expect(printOf({ ...ofOtherProducts, attestedProducts: { count, items: newer } })).toBe(
            printOf(ofOtherProducts),
        );
    });

    it('lets no name pass for the end of one row and the beginning of the next', () => {
        const one = [missingRow(1, { customerName: 'a","b', displayName: 'c' })];
        const other = [missingRow(1, { customerName: 'a', displayName: 'b","c' })];

        expect(printOf({}, one)).not.toBe(printOf({}, other));
    });
});

describe('the funnel', () => {
    it('counts as a yes what was confirmed, whatever came of it', () => {
        const counts = { issued: 1, sent: 2, confirmed: 3, attaching: 4, attached: 5, declined: 6, expired: 7 };
        const ends = {
            revoked: 8,
            undeliverable: 9,
            conflict: 10,
            unrecognised: 11,
            failed: 12,
            removed: 13,
            attested: 14,
        };

        const { invited, saidYes, attached } = funnelOfAzure({ ...counts, ...ends });

        expect({ invited, saidYes, attached }).toEqual({
            invited: 105,
            saidYes: 3 + 4 + 5 + 10 + 11 + 12 + 13 + 14,
            attached: 5,
        });
    });

    it('is the same for Azure whatever else customers were invited for, and counts that by product', () => {
        const counts = { ...noInvites(), attached: 3, sent: 4, attested: 1 };
        const guided = { intune: { ...noGuided(), sent: 1, attested: 2, asked: 3, lapsed: 4, removed: 5, revoked: 6 } };

        const { byProduct, ...alone } = funnelOf({ counts, guided: {}, isComplete: true });
        const { byProduct: all, ...beside } = funnelOf({ counts, guided, isComplete: true });

        expect(beside).toEqual(alone);
        expect(all).toEqual({
            ...byProduct,
            intune: {
                ...{ invited: 21, waiting: 1, attached: 0, attested: { current: 2, asked: 3, lapsed: 4 } },
                ...{ declined: 0, expired: 0, undeliverable: 0, revoked: 6, removed: 5 },
            },
        });
        expect(byProduct.azure).toMatchObject({ invited: 8, waiting: 4, attached: 3, attested: { current: 1 } });
    });

    it('is empty where nobody was invited', () => {
        expect(funnelOf({ counts: noInvites(), guided: {}, isComplete: false })).toMatchObject({
            invited: 0,
            saidYes: 0,
            attached: 0,
            isComplete: false,
        });
    });
});
