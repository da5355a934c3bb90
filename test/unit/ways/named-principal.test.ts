import { vouchedPrincipal, vouchFor } from '../../../shared/domain/ways/named-principal.ts';

const OURS = 'c0000000-0000-4000-8000-000000000201';
const THEIRS = 'bad00000-0000-4000-8000-000000000666';
const oldKey = { id: 'old', secret: Buffer.alloc(32, 1) };
const newKey = { id: 'new', secret: Buffer.alloc(32, 2) };

describe('a principal that we vouch for', () => {
    it('is told by what was made of it, under each key that still counts', () => {
        expect(vouchedPrincipal([newKey, oldKey], vouchFor([oldKey], OURS))).toBe(OURS);
        expect(vouchedPrincipal([newKey, oldKey], vouchFor([newKey, oldKey], OURS.toUpperCase()))).toBe(OURS);
    });

    it('is none once its key is gone', () => {
        expect(vouchedPrincipal([newKey], vouchFor([oldKey], OURS))).toBeUndefined();
    });

    it.each([
        ['somebody else’s, with our signature', vouchFor([newKey], OURS).replace(OURS, THEIRS)],
        ['one without a signature', THEIRS],
        ['one with a signature of another length', `${vouchFor([newKey], OURS)}A`],
        ['one with another signature', `${vouchFor([newKey], OURS).slice(0, -4)}AAAA`],
        ['one of a key by the same name', vouchFor([{ ...oldKey, id: 'new' }], OURS)],
        ['nothing', ''],
    ])('is not %s', (_what, text) => {
        expect(vouchedPrincipal([newKey], text)).toBeUndefined();
    });
});
