import { isolated, withoutLooseIsolates, withoutLooseMarks } from '../../../shared/views/bidi.ts';

const RLO = '\u202E';
const LRE = '\u202A';
const PDF = '\u202C';
const RLI = '\u2067';
const FSI = '\u2068';
const PDI = '\u2069';

describe('direction marks', () => {
    it.each([
        ['an override that is never closed', `a${RLO}b`, 'ab'],
        ['an isolate that is never closed', `a${RLI}b`, 'ab'],
        ['closings of nothing', `${PDF}a${PDI}b`, 'ab'],
        ['a closing of the other kind', `${RLI}a${PDF}b${PDI}`, `${RLI}ab${PDI}`],
        ['an embedding left open in an isolate that ends', `${RLI}a${LRE}b${PDI}c`, `${RLI}ab${PDI}c`],
        ['the outer one of two openings', `${RLO}a${LRE}b${PDF}`, `a${LRE}b${PDF}`],
    ])('lose %s', (_what, text, expected) => {
        expect(withoutLooseMarks(text)).toBe(expected);
    });

    it.each([
        ['pairs', `${RLO}a${PDF}b${RLI}c${PDI}`],
        ['pairs in pairs', `${RLI}a${LRE}b${RLI}c${PDI}${PDF}d${PDI}`],
        ['marks that stand alone by nature', 'a\u200Fb\u200Ec\u061C'],
        ['right-to-left letters and letters outside the first plane', 'אבג 😀 \u{1E900}'],
    ])('keep %s', (_what, text) => {
        expect(withoutLooseMarks(text)).toBe(text);
    });

    it('lose in HTML only what would end the element around them early', () => {
        expect(withoutLooseIsolates(`a${RLO}b${PDI}${RLI}c`)).toBe(`a${RLO}bc`);
    });

    it.each([
        ['right-to-left letters', 'אבג', `${FSI}אבג${PDI}`],
        ['letters outside the first plane', '\u{1E900}', `${FSI}\u{1E900}${PDI}`],
        ['marks in pairs', `${RLO}a${PDF}`, `${FSI}${RLO}a${PDF}${PDI}`],
    ])('set apart %s in plain text', (_what, text, expected) => {
        expect(isolated(text)).toBe(expected);
    });

    it('are not added to a text that turns nothing, so that it can be copied', () => {
        expect(isolated(`Ünïcode & Co${PDI}, 東京`)).toBe('Ünïcode & Co, 東京');
    });
});
