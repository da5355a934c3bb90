import { daysBetween } from '../../../shared/domain/days-between.ts';
import { coveredPercent } from '../../../shared/domain/report.ts';
import { ageOf, MOST_CUSTOMERS, MOST_ROWS, tallyMissing } from '../../../shared/domain/report/missing.ts';
import type { MissingRow } from '../../../shared/domain/report/missing.ts';
import { CONTOSO, FABRIKAM, missingRow, NOW, totalsOf } from './samples.ts';

const DAY = 24 * 60 * 60 * 1000;

const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY).toISOString();

const tallied = (rows: readonly MissingRow[]) => {
    const tally = tallyMissing(NOW);
    for (const row of rows) tally.add(row);
    return tally.result();
};

describe('for how long something has been missing', () => {
    it.each([
        [0, 'under7Days'],
        [6.99, 'under7Days'],
        [7, 'under30Days'],
        [29.99, 'under30Days'],
        [30, 'under90Days'],
        [89.99, 'under90Days'],
        [90, 'older'],
        [4000, 'older'],
    ])('is told by age: %d days', (days, age) => {
        expect(ageOf(daysAgo(days), NOW)).toBe(age);
    });

    it('counts whole days, and none before it began', () => {
        expect(daysBetween(daysAgo(2.9), NOW)).toBe(2);
        expect(daysBetween(daysAgo(-1), NOW)).toBe(0);
    });
});

describe('the missing ones', () => {
    it('are counted by customer and age, the customer with the oldest first', () => {
        const fabrikam = { tenantId: FABRIKAM, customerName: 'Fabrikam' };

        const { count, ages, customers } = tallied([
            missingRow(1, { missingSince: daysAgo(3) }),
            missingRow(2, { ...fabrikam, missingSince: daysAgo(8) }),
            missingRow(3, { ...fabrikam, missingSince: daysAgo(100) }),
            missingRow(4, { missingSince: daysAgo(40) }),
        ]);

        expect(count).toBe(4);
        expect(ages).toEqual({ under7Days: 1, under30Days: 1, under90Days: 1, older: 1 });
        expect(customers).toEqual({
            count: 2,
            items: [
                {
                    ...fabrikam,
                    count: 2,
                    ages: { under7Days: 0, under30Days: 1, under90Days: 0, older: 1 },
                    oldestSince: daysAgo(100),
                },
                {
                    tenantId: CONTOSO,
                    customerName: 'Contoso',
                    count: 2,
                    ages: { under7Days: 1, under30Days: 0, under90Days: 1, older: 0 },
                    oldestSince: daysAgo(40),
                },
            ],
        });
    });

    it('are listed oldest first, as many as fit, wherever they stood among all of them', () => {
        const rows = Array.from({ length: 10 * MOST_ROWS }, (_, n) => missingRow(n, { missingSince: daysAgo(n) }));
        const mixed = rows.toSorted((one, other) =>
            (one.subscriptionId.at(-1) ?? '').localeCompare(other.subscriptionId.at(-1) ?? ''),
        );

        const { oldest, count } = tallied(mixed);

        expect(count).toBe(10 * MOST_ROWS);
        expect(oldest).toEqual(rows.toReversed().slice(0, MOST_ROWS));
    });

    it('are named by so many customers at most, and counted by all', () => {
        const rows = Array.from({ length: MOST_CUSTOMERS + 3 }, (_, n) =>
            missingRow(n, { tenantId: `t${String(n).padStart(3, '0')}`, missingSince: daysAgo(n) }),
        );

        const { customers } = tallied(rows);

        expect(customers.count).toBe(MOST_CUSTOMERS + 3);
        expect(customers.items).toHaveLength(MOST_CUSTOMERS);
        expect(customers.items[0]?.tenantId).toBe(`t${String(MOST_CUSTOMERS + 2).padStart(3, '0')}`);
    });

    it('are none where none is', () => {
        expect(tallied([])).toEqual({
            count: 0,
            ages: { under7Days: 0, under30Days: 0, under90Days: 0, older: 0 },
            customers: { count: 0, items: [] },
            oldest: [],
        });
    });
});

describe('the covered part', () => {
    it.each([
        ['leaves out what should not be covered', { covered: 3, missing: 1, excluded: 4, inactive: 4 }, 75],
        ['counts what is not known as not covered', { covered: 1, unknown: 1 }, 50],
        ['is 100 only where all are', { covered: 999, missing: 1 }, 99],
        ['is all where all are', { covered: 7 }, 100],
        ['is not told where there is none', { excluded: 4 }, null],
    ])('%s', (_what, totals, percent) => {
        expect(coveredPercent(totalsOf(totals))).toBe(percent);
    });
});
