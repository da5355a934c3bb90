import { agreementsDue } from '../../../shared/domain/agreement.ts';
import type { AgreementCandidate } from '../../../shared/domain/agreement.ts';

const onDay = (day: number): Date => new Date(day * 24 * 60 * 60_000 + 5 * 60 * 60_000);
const named = (n: number): string => `s${String(n).padStart(2, '0')}`;

const unread = (count: number): AgreementCandidate[] =>
    Array.from({ length: count }, (_, n) => ({ id: named(n), offerChanged: false, agreement: null }));

/** All of them known to be under the same account. */
const read = (count: number, agreement = { type: 'EnterpriseAgreement', accountId: '1' }): AgreementCandidate[] =>
    unread(count).map((one) => ({ ...one, agreement }));

describe('whose agreement is asked for', () => {
    it('is everybody’s where there are few, and never more than five', () => {
        expect(agreementsDue(unread(5), onDay(1))).toEqual([0, 1, 2, 3, 4].map(named));
        expect(agreementsDue(unread(0), onDay(1))).toEqual([]);
        for (let day = 0; day < 50; day += 1) {
            expect(agreementsDue(read(40), onDay(day)).length).toBeLessThanOrEqual(5);
        }
    });

    it('is in turn everybody’s where there are many', () => {
        const asked = new Set(Array.from({ length: 14 }, (_, day) => agreementsDue(unread(40), onDay(day))).flat());

        expect([...asked].sort()).toEqual(unread(40).map(({ id }) => id));
    });

    it('is the same for a second audit on the same day, whatever the first one learned, and another on the next', () => {
        const candidates = unread(40);
        const first = agreementsDue(candidates, onDay(3));
        const learned = candidates.map((one) =>
            first.includes(one.id) ? { ...one, agreement: { type: 'Other', accountId: '1' } } : one,
        );

        const second = agreementsDue(learned, new Date(onDay(3).getTime() + 60_000));

        expect(second.filter((id) => !first.includes(id))).toEqual([]);
        expect(agreementsDue(learned, onDay(4)).some((id) => !first.includes(id))).toBe(true);
    });

    it('is one of each known account on every day, those of an Enterprise Agreement first', () => {
        const candidates = read(40).map((one, n) =>
            n < 3 ? one : { ...one, agreement: { type: 'MicrosoftCustomerAgreement', accountId: String(n % 2) } },
        );

        for (let day = 0; day < 20; day += 1) {
            const due = agreementsDue(candidates, onDay(day));
            expect(due.some((id) => id < named(3))).toBe(true);
            expect(due.some((id) => id >= named(3))).toBe(true);
        }
    });

    it('is before all others that of one whose offer changed', () => {
        const candidates = unread(40).map((one) => ({ ...one, offerChanged: one.id === named(39) }));

        expect(agreementsDue(candidates, onDay(0))[0]).toBe(named(39));
    });
});
