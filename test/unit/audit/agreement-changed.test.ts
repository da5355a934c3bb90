import { agreementChangedAt } from '../../../shared/domain/agreement-changed.ts';
import type { RecordChange } from '../../../shared/domain/record-change.ts';

const NOW = new Date('2026-11-21T05:00:00.000Z');
const daysAgo = (days: number): string => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000).toISOString();
const change = (what: RecordChange['what'], at: string): RecordChange => ({ at, what, from: 'a', to: 'b' });
const changedAt = (...changes: RecordChange[]) => agreementChangedAt({ changes }, NOW);

describe('when an agreement was last seen to have changed', () => {
    it.each(['agreement', 'account'] as const)('is told for a week: %s', (what) => {
        expect(changedAt(change('seen', daysAgo(40)), change(what, daysAgo(6.9)))).toBe(daysAgo(6.9));
        expect(changedAt(change(what, daysAgo(7)))).toBeUndefined();
    });

    it('is of the newest change', () => {
        expect(changedAt(change('agreement', daysAgo(5)), change('account', daysAgo(2)))).toBe(daysAgo(2));
        expect(changedAt(change('account', daysAgo(2)), change('coverage', daysAgo(1)))).toBe(daysAgo(2));
    });

    it('is not told of what changed besides', () => {
        const others = (['seen', 'coverage', 'reason', 'moved', 'offer', 'gone'] as const).map((what) =>
            change(what, daysAgo(1)),
        );

        expect(changedAt(...others)).toBeUndefined();
        expect(changedAt()).toBeUndefined();
    });

    it('is none of the customer whose subscription it was before', () => {
        expect(changedAt(change('agreement', daysAgo(3)), change('moved', daysAgo(2)))).toBeUndefined();
        expect(changedAt(change('moved', daysAgo(2)), change('agreement', daysAgo(2)))).toBe(daysAgo(2));
    });
});
