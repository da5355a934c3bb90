import { match } from '@formatjs/intl-localematcher';
import { LANGUAGE_TAGS } from './catalogue.ts';
import type { LanguageTag } from './catalogue.ts';
import { ENGLISH, languageOf } from './language.ts';
import type { Language } from './language.ts';

const NONE = 'und';

const isTag = (word: string): word is LanguageTag => (LANGUAGE_TAGS as readonly string[]).includes(word);

/** The canonical form of a locale that somebody names; undefined where it is none. */
function canonical(locale: string): string | undefined {
    try {
        return Intl.getCanonicalLocales(locale)[0];
    } catch {
        return undefined;
    }
}

const speaks = (tag: string, locale: string): boolean =>
    new Intl.Locale(locale).language === new Intl.Locale(tag).language;

/**
 * The language for somebody who names these locales, the one liked best first; English where we speak none of them.
 *
 * @param wanted BCP 47; what is no locale is passed over
 */
export function chooseLanguage(wanted: readonly string[]): Language {
    for (const locale of wanted.map(canonical)) {
        if (locale === undefined) continue;
        const tag = match([locale], LANGUAGE_TAGS, NONE, { algorithm: 'lookup' });
        const near = tag === NONE ? LANGUAGE_TAGS.find((each) => speaks(each, locale)) : tag;
        if (near !== undefined && isTag(near)) {
            const isFormatted = Intl.DateTimeFormat.supportedLocalesOf([locale]).length > 0;
            return isFormatted ? languageOf(near, locale) : languageOf(near);
        }
    }
    return ENGLISH;
}
