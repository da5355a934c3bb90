import { coveredDays } from '../../../shared/domain/covered-days.ts';
import type { CoverageStory } from '../../../shared/domain/covered-days.ts';
import { coverageStory } from '../../../shared/domain/coverage-story.ts';
import type { RecordChange } from '../../../shared/domain/record-change.ts';

const on = (day: number, hour = 0, month = 11): string => new Date(Date.UTC(2026, month - 1, day, hour)).toISOString();

const story = (over: Partial<CoverageStory>): CoverageStory => ({
    coverage: 'covered',
    changes: [],
    knownSince: on(1, 0, 9),
    seenUntil: on(15, 0, 12),
    ...over,
});

describe('the covered days of a month', () => {
    it.each([
        ['2026-11', 30],
        ['2026-10', 31],
        ['2028-02', 29],
    ])('are all of its days where nothing else was seen: %s', (month, days) => {
        expect(coveredDays(story({ seenUntil: on(1, 0, 30) }), month)).toBe(days);
    });

    it('are counted by the hour: begun at noon, it is half a day', () => {
        const begun = story({ changes: [{ at: on(10, 12), from: 'missing', to: 'covered' }] });

        expect(coveredDays(begun, '2026-11')).toBe(20.5);
    });

    it('end with the coverage, and go on when it comes back', () => {
        const broken = story({
            changes: [
                { at: on(11), from: 'covered', to: 'missing' },
                { at: on(21), from: 'missing', to: 'covered' },
            ],
        });

        expect(coveredDays(broken, '2026-11')).toBe(20);
        expect(coveredDays(broken, '2026-10')).toBe(31);
    });

    it.each(['missing', 'unknown', 'excluded', 'inactive'] as const)('are none in which it was %s', (coverage) => {
        expect(coveredDays(story({ coverage }), '2026-11')).toBe(0);
        expect(
            coveredDays(story({ coverage, changes: [{ at: on(3), from: 'covered', to: coverage }] }), '2026-11'),
        ).toBe(2);
    });

    it('are those up to the last look', () => {
        expect(coveredDays(story({ seenUntil: on(15, 6) }), '2026-11')).toBe(14.25);
    });

    it('are those from the first look on', () => {
        expect(coveredDays(story({ knownSince: on(29) }), '2026-11')).toBe(2);
    });

    it('are never rounded up', () => {
        const almost = story({ knownSince: '2026-11-01T00:00:01.000Z', seenUntil: on(2) });

        expect(coveredDays(almost, '2026-11')).toBe(0.99);
    });

    it.each([
        ['before anything was known', { knownSince: on(1, 0, 12) }],
        ['after the last look', { seenUntil: on(31, 23, 10) }],
        ['where nobody ever looked', { seenUntil: null }],
        ['where nothing tells since when', { knownSince: null }],
    ])('are not known %s', (_when, over) => {
        expect(coveredDays(story(over), '2026-11')).toBeNull();
    });

    it('are known from the first change on, where what came before is not', () => {
        const late = story({ knownSince: null, changes: [{ at: on(21), from: 'missing', to: 'covered' }] });

        expect(coveredDays(late, '2026-11')).toBe(10);
        expect(coveredDays(late, '2026-10')).toBeNull();
    });
});

describe('the coverage that a record tells', () => {
    const step = (at: string, what: RecordChange['what'], from: string | null, to: string | null): RecordChange => ({
        ...{ at, what, from, to },
    });
    const told = (changes: RecordChange[], over: object = {}) =>
        coverageStory({ coverage: 'covered', changes, firstSeenAt: on(1), ...over }, on(16));

    it('begins where it was seen first', () => {
        const seen = told([step(on(6), 'seen', null, 'covered')]);

        expect(coveredDays(seen, '2026-11')).toBe(10);
        expect(coveredDays(seen, '2026-10')).toBeNull();
    });

    it('is told by changes of coverage, and not by others', () => {
        const changed = told([
            step(on(2), 'seen', null, 'missing'),
            step(on(3), 'reason', 'no-link', 'no-eligible-role'),
            step(on(4), 'agreement', 'EnterpriseAgreement', 'MicrosoftCustomerAgreement'),
            step(on(6), 'coverage', 'missing', 'covered'),
            step(on(8), 'offer', 'a', 'b'),
        ]);

        expect(coveredDays(changed, '2026-11')).toBe(10);
    });

    it('leaves out what was in another tenant', () => {
        const moved = told([
            step(on(1), 'seen', null, 'covered'),
            step(on(5), 'moved', 'one', 'other'),
            step(on(5), 'coverage', 'covered', 'missing'),
            step(on(11), 'coverage', 'missing', 'covered'),
        ]);

        expect(coveredDays(moved, '2026-11')).toBe(5);
    });

    it('counts from its move where it is covered there at once', () => {
        expect(
            coveredDays(told([step(on(1), 'seen', null, 'covered'), step(on(5), 'moved', 'a', 'b')]), '2026-11'),
        ).toBe(11);
    });

    it('is not known of a history that was begun too late', () => {
        expect(coveredDays(told([]), '2026-11')).toBeNull();
    });

    it('begins with the oldest entry of a history that was cut off, by what stood there then', () => {
        const cut = told([
            step(on(4), 'reason', 'no-link', 'no-access'),
            step(on(6), 'coverage', 'missing', 'covered'),
            step(on(8), 'coverage', 'covered', 'missing'),
            step(on(14), 'coverage', 'missing', 'covered'),
        ]);

        expect(coveredDays(cut, '2026-11')).toBe(4);
    });

    it('is nothing while it was gone', () => {
        const back = told([step(on(1), 'seen', null, 'covered'), step(on(3), 'gone', 'covered', null)], {
            firstSeenAt: on(11),
        });

        expect(coveredDays(back, '2026-11')).toBe(7);
    });

    it('reaches to what was noted, where the run that did so began before', () => {
        const noted = coverageStory(
            { coverage: 'covered', changes: [step(on(6, 1), 'seen', null, 'covered')], firstSeenAt: on(6, 1) },
            on(6),
        );

        expect(coveredDays(noted, '2026-11')).toBe(0);
        expect(noted.seenUntil).toBe(on(6, 1));
    });
});
