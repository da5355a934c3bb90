import { parse } from 'csv-parse/sync';
import { csvOf } from '../../../shared/http/csv-out.ts';

describe('CSV', () => {
    it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
        'keeps a spreadsheet from taking %j for a formula',
        (name) => {
            expect(parse(csvOf(['name'], [{ name }], { header: false }))).toEqual([[`'${name}`]]);
        },
    );

    it.each(['Contoso', 'a=b', 'Müller, "Söhne"', 'two\r\nlines', '<script>', '\u202eabc', ''])(
        'gives %j back as it is',
        (name) => {
            expect(parse(csvOf(['name', 'x'], [{ name, x: 'y' }], { header: false }))).toEqual([[name, 'y']]);
        },
    );

    it('has the columns in the given order, named once', () => {
        const rows = [{ b: '2', a: '1', c: 'not asked for' }];
        expect(csvOf(['a', 'b'], rows, { header: true })).toBe('a,b\r\n1,2\r\n');
        expect(csvOf(['a', 'b'], rows, { header: false })).toBe('1,2\r\n');
        expect(csvOf<{ a: string }>(['a'], [], { header: true })).toBe('a\r\n');
        expect(csvOf<{ a: string }>(['a'], [], { header: false })).toBe('');
    });
});
