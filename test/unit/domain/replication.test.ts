import { lookAgainAt, REPLICATION_MS } from '../../../shared/domain/replication.ts';
import { later, NOW } from './invites.ts';

const CHANGED = NOW.toISOString();
const afterSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const waitAfter = (seconds: number, random = 0) => {
    const now = afterSeconds(seconds);
    return ((lookAgainAt(CHANGED, now, random)?.getTime() ?? NaN) - now.getTime()) / 1000;
};

describe('looking again for a change of access', () => {
    it.each([
        [0, 2],
        [0.5, 2],
        [2, 2],
        [4, 4],
        [8, 8],
        [32, 32],
        [64, 60],
        [500, 60],
    ])('after %s s waits %s s', (seconds, wait) => {
        expect(waitAfter(seconds)).toBe(wait);
    });

    it('is spread by up to a quarter', () => {
        expect(waitAfter(8, 0.5)).toBe(9);
        expect(waitAfter(0, 0.5)).toBe(2.25);
    });

    it('comes once more exactly when ten minutes are over, and not after that', () => {
        expect(lookAgainAt(CHANGED, afterSeconds(570), 0.9)).toEqual(later(10));
        expect(lookAgainAt(CHANGED, new Date(NOW.getTime() + REPLICATION_MS - 1), 0)).toEqual(later(10));
        expect(lookAgainAt(CHANGED, later(10), 0)).toBeUndefined();
        expect(lookAgainAt(CHANGED, later(60), 0)).toBeUndefined();
    });

    it('has nothing to wait for where nothing was changed', () => {
        expect(lookAgainAt(null, NOW, 0)).toBeUndefined();
    });
});
