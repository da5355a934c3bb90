import { closeForErasure } from '../../../shared/domain/invite-retention.ts';
import { withProof } from '../../../shared/domain/products/proof.ts';
import { fail } from '../domain/invites.ts';
import { daysLater, newGuided, said } from './guided-samples.ts';

const NOTE = 'Screenshot in ticket 4711';
const BY = 'Alice of Fourth Coffee';

const noted = withProof(said(), { note: NOTE, checked: undefined }, daysLater(3)) ?? fail('not noted');
const checked = withProof(noted, { note: NOTE, checked: { by: BY } }, daysLater(4)) ?? fail('not checked');

describe('a proof that the partner notes', () => {
    it('stands with what was said, and nothing else changes', () => {
        expect(noted.said).toEqual({
            ...said().said,
            proof: { note: NOTE, at: daysLater(3).toISOString(), checked: null },
        });
        expect(noted.timeline.at(-1)).toMatchObject({ event: 'proof-noted', at: daysLater(3).toISOString() });
        expect(noted.status).toBe('attested');
    });

    it('is checked by somebody, be it later, and keeps when it was written down', () => {
        expect(checked.said?.proof).toEqual({
            note: NOTE,
            at: daysLater(3).toISOString(),
            checked: { at: daysLater(4).toISOString(), by: BY },
        });
        expect(checked.timeline.at(-1)?.event).toBe('proof-checked');
    });

    it('noted once more as it is stays as it is', () => {
        expect(withProof(noted, { note: NOTE, checked: undefined }, daysLater(9))).toBe(noted);
        expect(withProof(checked, { note: NOTE, checked: { by: BY } }, daysLater(9))).toBe(checked);
    });

    it('that is another one is not checked by a check of the one before', () => {
        const other = withProof(checked, { note: 'Mail of 5 May', checked: undefined }, daysLater(9));

        expect(other?.said?.proof).toEqual({ note: 'Mail of 5 May', at: daysLater(9).toISOString(), checked: null });
    });

    it('is checked again by somebody else, or by somebody who is not named', () => {
        const other = withProof(checked, { note: NOTE, checked: { by: 'Bob' } }, daysLater(9));
        const nobody = withProof(noted, { note: NOTE, checked: { by: null } }, daysLater(9));

        expect(other?.said?.proof?.checked).toEqual({ at: daysLater(9).toISOString(), by: 'Bob' });
        expect(nobody?.said?.proof?.checked).toEqual({ at: daysLater(9).toISOString(), by: null });
    });

    it('cannot be noted where nothing was said, or names were erased', () => {
        const gone = closeForErasure(said(), 'n'.repeat(32), daysLater(2)) ?? fail('not erased');

        expect(withProof(newGuided(), { note: NOTE, checked: undefined }, daysLater(3))).toBeUndefined();
        expect(withProof(gone, { note: NOTE, checked: undefined }, daysLater(3))).toBeUndefined();
    });
});
