import {
    backoffMs,
    GIVE_UP_AFTER_MS,
    inHand,
    LOCK_MS,
    newWork,
    postponed,
    resent,
    standing,
} from '../../../shared/domain/work.ts';
import type { Work } from '../../../shared/domain/work.ts';

const NOW = new Date('2026-11-21T05:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const MOST_MS = 5 * 60_000;

describe('how long to wait', () => {
    it('begins at a second, doubles, and ends at five minutes', () => {
        const waits = Array.from({ length: 12 }, (_, index) => backoffMs(index + 1, 0));

        expect(waits.slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * 1000));
        expect(waits.slice(9)).toEqual([MOST_MS, MOST_MS, MOST_MS]);
        expect(backoffMs(1_000_000, 0)).toBe(MOST_MS);
    });

    it('is spread over a quarter more', () => {
        expect(backoffMs(3, 0)).toBe(4_000);
        expect(backoffMs(3, 0.5)).toBe(4_500);
        expect(backoffMs(3, 0.999_999)).toBeLessThanOrEqual(5_000);
    });

    it.each([
        [1, 30_000],
        [5, 17_000],
        [20, 3_600_000],
    ])('is never shorter than what was asked for, after %i failures', (failures, asked) => {
        for (const random of [0, 0.3, 0.999]) expect(backoffMs(failures, random, asked)).toBeGreaterThanOrEqual(asked);
    });

    it('is not shortened by what was asked for', () => {
        expect(backoffMs(8, 0, 1_000)).toBe(128_000);
    });
});

describe('work that failed', () => {
    const failure = (now: Date) => ({ now, random: 0, error: '503' });

    it('is due when the wait is over, under a new attempt, and counts since when it fails', () => {
        const once = postponed(newWork(NOW), failure(NOW));
        const twice = once && postponed(once, failure(after(1_000)));

        expect(once).toEqual({
            attempt: 2,
            dueAt: after(1_000).toISOString(),
            failures: 1,
            failingSince: NOW.toISOString(),
            lastError: '503',
        });
        expect(twice).toMatchObject({
            attempt: 3,
            dueAt: after(3_000).toISOString(),
            failures: 2,
            failingSince: NOW.toISOString(),
        });
    });

    it('waits as long as it was told', () => {
        expect(postponed(newWork(NOW), { ...failure(NOW), retryAfterMs: 90_000 })?.dueAt).toBe(
            after(90_000).toISOString(),
        );
    });

    it('is given up after a day of failing and not before', () => {
        const failing: Work = { ...newWork(NOW), failures: 300, failingSince: NOW.toISOString() };

        expect(postponed(failing, failure(after(GIVE_UP_AFTER_MS - 1)))).toBeDefined();
        expect(postponed(failing, failure(after(GIVE_UP_AFTER_MS)))).toBeUndefined();
    });
});

describe('a message', () => {
    const work = resent(newWork(NOW), after(10_000));

    it.each([
        ['of an earlier attempt is superseded', 1, 20_000, 'superseded'],
        ['of an earlier attempt is superseded even before the time', 1, 0, 'superseded'],
        ['that comes well before its time is early', 2, 8_999, 'early'],
        ['that comes a moment before its time may act', 2, 9_000, 'act'],
        ['that comes in time may act', 2, 10_000, 'act'],
        ['that comes late may act', 2, 99_999_999, 'act'],
        ['that knows of a later attempt than the row may act', 3, 10_000, 'act'],
    ])('%s', (_what, attempt, ms, standingOf) => {
        expect(standing(work, attempt, after(ms))).toBe(standingOf);
    });

    it('is early while the work is in the hands of another', () => {
        const held = inHand(newWork(NOW), NOW);

        expect(standing(held, 1, after(1))).toBe('early');
        expect(standing(held, 1, after(LOCK_MS))).toBe('act');
    });
});
