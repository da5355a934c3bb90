import { chooseLanguage, matchLanguage } from '../../../shared/views/languages/choose.ts';
import { languageOf } from '../../../shared/views/languages/language.ts';
import { printDay, printTime } from '../../../shared/views/time.ts';

const TAGS = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja'] as const;

const matched = (...wanted: string[]) => matchLanguage(wanted, TAGS);

describe('the language of somebody', () => {
    it.each([
        ['de', 'de', 'de'],
        ['de-AT', 'de', 'de-AT'],
        ['DE-at', 'de', 'de-AT'],
        ['fr-CA', 'fr', 'fr-CA'],
        ['es-419', 'es', 'es-419'],
        ['ja-JP', 'ja', 'ja-JP'],
        ['pt-BR', 'pt-BR', 'pt-BR'],
        ['pt', 'pt-BR', 'pt'],
        ['pt-PT', 'pt-BR', 'pt-PT'],
        ['en-US', 'en', 'en-US'],
        // Neither other calendars nor other digits: the day that something ends is the same for both sides.
        ['en-US-u-ca-buddhist-nu-arab', 'en', 'en-US'],
        ['de-DE-x-private', 'de', 'de-DE'],
    ])('who names %s is %s, with dates as in %s', (wanted, tag, locale) => {
        expect(matched(wanted)).toEqual({ tag, locale });
    });

    it.each([
        ['another language', 'zh'],
        ['another with script and region', 'zh-Hant-TW'],
        ['any', '*'],
        ['nothing', ''],
        ['a locale of another notation', 'de_AT'],
        ['half a locale', 'de-'],
        ['a direction mark', '\u202Ede'],
        ['far too much', 'a'.repeat(5000)],
    ])('who names %s alone is none of ours', (_what, wanted) => {
        expect(matched(wanted)).toBeUndefined();
    });

    it('is the one liked best of those that we speak', () => {
        expect(matched('zh', 'fr', 'de')?.tag).toBe('fr');
        expect(matched('nonsense!', 'ja', 'en')?.tag).toBe('ja');
        expect(matched('en', 'de')?.tag).toBe('en');
    });

    it('is English where we speak none', async () => {
        expect(await chooseLanguage(['zh', '*'])).toMatchObject({ tag: 'en', locale: 'en-GB' });
        expect(await chooseLanguage([])).toMatchObject({ tag: 'en' });
    });
});

describe('dates', () => {
    it('are written as in the region of the reader, where one is known', () => {
        const iso = '2026-11-21T14:05:00Z';

        expect(printTime(iso, languageOf('en', 'en-US'))).toBe('November 21, 2026 at 14:05 UTC');
        expect(printTime(iso, languageOf('en'))).toBe('21 November 2026 at 14:05 UTC');
        expect(printDay('2026-01-05T00:00:00Z', languageOf('en', 'de-AT'))).toMatch(/^5\. Jän/);
        expect(printDay('2026-01-05T00:00:00Z', languageOf('en', 'de'))).toMatch(/^5\. Jan/);
    });
});
