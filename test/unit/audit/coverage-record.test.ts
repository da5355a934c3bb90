import { verdictOn } from '../../../shared/domain/coverage.ts';
import { lastRecord } from '../../../shared/domain/coverage-changes.ts';
import { nextRecord } from '../../../shared/domain/coverage-record.ts';
import type { SubscriptionRecord } from '../../../shared/domain/subscription-record.ts';

const OF = { tenantId: 't', customerName: 'Contoso', subscriptionId: 's' };
const at = (day: number) => new Date(Date.UTC(2026, 10, day));

const STEPS = { covered: null, missing: 'no-link', unknown: 'could-not-be-read' } as const;

/** The record after audits on the first days of the month that found these. */
const after = (...coverages: (keyof typeof STEPS)[]): SubscriptionRecord | undefined =>
    coverages.reduce<SubscriptionRecord | undefined>(
        (before, coverage, index) =>
            nextRecord(
                before,
                OF,
                {
                    displayName: 'Production',
                    state: 'Enabled',
                    quotaId: null,
                    coverage,
                    reason: STEPS[coverage],
                    nextStep: null,
                    via: 'serviceprincipal',
                    role: null,
                    coveredUntil: null,
                },
                at(index + 1),
            ),
        undefined,
    );

describe('the record of a subscription', () => {
    it('keeps for ever when it was first seen', () => {
        expect(after('covered', 'missing', 'unknown', 'covered')?.firstSeenAt).toBe(at(1).toISOString());
    });

    it('keeps since when it has been missing while it stays so, and starts anew after it was covered', () => {
        expect(after('covered', 'missing', 'missing')?.missingSince).toBe(at(2).toISOString());
        expect(after('missing', 'covered')?.missingSince).toBeNull();
        expect(after('missing', 'covered', 'missing')?.missingSince).toBe(at(3).toISOString());
    });

    it('keeps the last answer beside an unknown one, however long that lasts', () => {
        expect(after('missing', 'unknown', 'unknown')).toMatchObject({
            coverage: 'unknown',
            lastCoverage: 'missing',
            missingSince: at(1).toISOString(),
        });
        expect(after('missing', 'unknown', 'missing')).toMatchObject({
            lastCoverage: null,
            missingSince: at(1).toISOString(),
        });
        expect(after('unknown')?.lastCoverage).toBeNull();
    });

    it('holds nothing that changes while nothing happens', () => {
        expect(after('missing', 'missing', 'missing')).toEqual(after('missing'));
        expect(after('covered', 'covered')).toEqual(after('covered'));
    });

    it('shows the ID where the name was never read, and the last name where it no longer is', () => {
        const facts = {
            state: null,
            quotaId: null,
            unknown: null,
            reach: 'no-access',
            link: undefined,
            eligibleRole: false,
        } as const;
        const nameless = {
            displayName: null,
            state: null,
            quotaId: null,
            ...verdictOn(facts, { expectedPartnerId: '314159', excludedOffers: [], confirmation: 'signin' }),
            via: null,
            role: null,
            coveredUntil: null,
        };
        expect(nextRecord(undefined, OF, nameless, at(1)).displayName).toBe('s');
        expect(nextRecord(after('covered'), OF, nameless, at(2)).displayName).toBe('Production');
    });
});

describe('the history of a subscription', () => {
    const steps = (record: SubscriptionRecord | undefined) =>
        record?.changes.map(({ what, from, to }) => [what, from, to]);

    it('has an entry for what changed, and none where nothing did', () => {
        expect(steps(after('covered', 'covered', 'missing', 'missing', 'unknown', 'missing'))).toEqual([
            ['seen', null, 'covered'],
            ['coverage', 'covered', 'missing'],
            ['coverage', 'missing', 'unknown'],
            ['coverage', 'unknown', 'missing'],
        ]);
        expect(after('covered', 'missing')?.changes.at(-1)?.at).toBe(at(2).toISOString());
    });

    it('keeps the newest fifty', () => {
        const often = Array.from({ length: 80 }, (_, n) => (n % 2 === 0 ? 'covered' : 'missing'));

        const { changes = [] } = after(...often) ?? {};

        expect(changes).toHaveLength(50);
        expect(changes.at(-1)).toMatchObject({ at: at(80).toISOString(), to: 'missing' });
    });

    it('is taken along from another tenant, the move told once by whichever audit comes first', () => {
        const before = after('covered');
        if (before === undefined) throw new Error('There is no record.');
        const left = lastRecord(before, { removed: 'moved', to: 'other' }, at(2));
        const finding = { ...before, reason: null, nextStep: null };
        const there = { ...OF, tenantId: 'other' };

        for (const elsewhere of [before, left]) {
            expect(steps(nextRecord(undefined, there, finding, at(3), { elsewhere }))).toEqual([
                ['seen', null, 'covered'],
                ['moved', 't', 'other'],
                ['seen', null, 'covered'],
            ]);
        }
    });

    it('is small enough for a column however long the names in it are', () => {
        const longest = 'x'.repeat(100);
        let record = after('covered');
        for (let day = 2; day < 80; day += 1) {
            if (record === undefined) throw new Error('There is no record.');
            record = nextRecord(record, OF, { ...record, quotaId: `${longest}${day}` }, at(day));
        }

        expect(record?.changes).toHaveLength(50);
        expect(JSON.stringify(record?.changes).length).toBeLessThan(32_000);
    });
});
