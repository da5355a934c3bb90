import { firstOf } from '../../../shared/domain/ops/first-of.ts';
import { fitsMissing, MISSING_KEY_PARTS, MISSING_ORDERS } from '../../../shared/domain/ops/missing-orders.ts';
import { MISSING_SORTS } from '../../../shared/domain/ops/missing-list.ts';
import type { MissingSort } from '../../../shared/domain/ops/missing-list.ts';
import { keyIn } from '../../../shared/domain/ops/order.ts';
import type { MissingRow } from '../../../shared/domain/report/missing.ts';
import { FABRIKAM, missingRow } from '../report/samples.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, n, 5)).toISOString();

/** Rows that no two orders bring into the same order; some share what they are sorted by. */
const ROWS: MissingRow[] = Array.from({ length: 57 }, (_, n) =>
    missingRow(n, {
        customerName: ['zebra 10', 'Änder', 'Zebra 9', 'ander'][n % 4] ?? '',
        reason: ['no-link', 'no-access', 'other-partner'][(n * 7) % 3] ?? '',
        firstSeenAt: day(((n * 13) % 20) + 1),
        missingSince: day(((n * 5) % 11) + 1),
    }),
);

/** All pages of so many, one after the other, as somebody follows the cursors. */
function paged(sort: MissingSort, most: number): MissingRow[] {
    const order = MISSING_ORDERS[sort];
    const all: MissingRow[] = [];
    let cursor: string | undefined;
    do {
        const first = firstOf(
            order,
            most,
            cursor === undefined ? undefined : keyIn(order, cursor, MISSING_KEY_PARTS[sort]),
        );
        for (const row of ROWS) first.add(row);
        const page = first.result();
        expect(page.items.length).toBeLessThanOrEqual(most);
        all.push(...page.items);
        cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    return all;
}

describe('the pages of a list', () => {
    it.each(MISSING_SORTS)('hold everything once, in order, where it is sorted by %s', (sort) => {
        const whole = firstOf(MISSING_ORDERS[sort], 1000);
        for (const row of ROWS.toReversed()) whole.add(row);

        const pages = paged(sort, 5);

        expect(new Set(pages.map(({ subscriptionId }) => subscriptionId)).size).toBe(ROWS.length);
        expect(pages).toEqual(whole.result().items);
    });

    it('have the last first seen first, the longest missing first, names as people sort them, reasons together', () => {
        const sorted = (sort: MissingSort) => paged(sort, 100);

        expect(sorted('newest').map(({ firstSeenAt }) => firstSeenAt)).toEqual(
            ROWS.map(({ firstSeenAt }) => firstSeenAt).sort((one, other) => (one < other ? 1 : -1)),
        );
        expect(sorted('oldest').map(({ missingSince }) => missingSince)).toEqual(
            ROWS.map(({ missingSince }) => missingSince).sort(),
        );
        expect([...new Set(sorted('reason').map(({ reason }) => reason))]).toEqual([
            'no-access',
            'no-link',
            'other-partner',
        ]);
        const names = sorted('customer').map(({ customerName }) => customerName.toLowerCase().replace('ä', 'a'));
        expect([...new Set(names)]).toEqual(['ander', 'zebra 9', 'zebra 10']);
    });

    it('say how many there are, and lead nowhere where nothing comes behind', () => {
        const first = firstOf(MISSING_ORDERS.oldest, 3);
        for (const row of ROWS.slice(0, 3)) first.add(row);

        expect(first.result()).toMatchObject({ cursor: null, found: 3 });

        first.add(missingRow(99, { missingSince: day(30) }));
        expect(first.result()).toMatchObject({ cursor: expect.any(String) as string, found: 4 });
    });
});

describe('a cursor that somebody made up', () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

    it.each([
        ['of nothing', ''],
        ['of noise', '%%%'],
        ['of an object', made({ newest: 1 })],
        ['of another order', made(['oldest', 'a', 'b', 'c'])],
        ['with too few parts', made(['newest', 'a', 'b'])],
        ['with too many parts', made(['newest', 'a', 'b', 'c', 'd'])],
        ['with something that is no text', made(['newest', 'a', 'b', null])],
    ])('is refused: %s', (_what, cursor) => {
        expect(() => keyIn(MISSING_ORDERS.newest, cursor, 3)).toThrow(
            expect.objectContaining({ code: 'validation-failed' }) as Error,
        );
    });
});

describe('what is looked for among the missing', () => {
    const row = missingRow(1, { customerName: 'Ärztehaus <Süd>', displayName: 'Production ９', reason: 'no-link' });
    const fits = (search: string) => fitsMissing({ search })(row);

    it('is every word, anywhere in names and IDs, however it is typed', () => {
        expect(fits('ärztehaus')).toBe(true);
        expect(fits('SÜD  produc')).toBe(true);
        expect(fits('A\u0308rzte')).toBe(true);
        expect(fits('production 9')).toBe(true);
        expect(fits(row.subscriptionId.slice(20))).toBe(true);
        expect(fits(row.tenantId.toUpperCase())).toBe(true);
        expect(fits('')).toBe(true);
    });

    it('is not what only one word fits, nor what stands across two names, nor a reason', () => {
        expect(fits('ärztehaus nord')).toBe(false);
        expect(fits('<Süd>Production')).toBe(false);
        expect(fits('no-link')).toBe(false);
    });

    it('is of one reason or one customer where that is asked', () => {
        expect(fitsMissing({ reason: 'no-link', tenantId: row.tenantId })(row)).toBe(true);
        expect(fitsMissing({ reason: 'no-access' })(row)).toBe(false);
        expect(fitsMissing({ reason: 'no-link', tenantId: FABRIKAM })(row)).toBe(false);
    });
});
