import { match } from '@formatjs/intl-localematcher';
import { LANGUAGE_TAGS, loadMessages } from './catalogue.ts';
import { ENGLISH, languageOf } from './language.ts';
import type { Language } from './language.ts';

const NONE = 'und';

/**
 * Language, script and region of a locale that somebody names; undefined where it is none. What else it may ask for,
 * such as another calendar or other digits, would make another date of the one that was agreed on.
 */
function canonical(locale: string): string | undefined {
    try {
        return new Intl.Locale(locale).baseName;
    } catch {
        return undefined;
    }
}

const speaks = (tag: string, locale: string): boolean =>
    new Intl.Locale(locale).language === new Intl.Locale(tag).language;

const spokenBy = <Tag extends string>(locale: string, tags: readonly Tag[]): Tag | undefined => {
    const found = match([locale], tags, NONE, { algorithm: 'lookup' });
    return tags.find((tag) => tag === found) ?? tags.find((tag) => speaks(tag, locale));
};

/**
 * Which of these languages somebody understands, and the locale by which dates and numbers are written for them.
 *
 * @param wanted BCP 47, the one liked best first; what is no locale is passed over
 * @param tags BCP 47; of two for the same language the first is taken where the region fits neither
 * @returns undefined where none is spoken
 */
export function matchLanguage<Tag extends string>(
    wanted: readonly string[],
    tags: readonly Tag[],
): { tag: Tag; locale: string } | undefined {
    for (const locale of wanted.map(canonical)) {
        const tag = locale === undefined ? undefined : spokenBy(locale, tags);
        if (locale === undefined || tag === undefined) continue;
        const isFormatted = Intl.DateTimeFormat.supportedLocalesOf([locale]).length > 0;
        return { tag, locale: isFormatted ? locale : tag };
    }
    return undefined;
}

/**
 * The language for somebody who names these locales, the one liked best first, with its words; English where we speak
 * none of them.
 *
 * @param wanted BCP 47; what is no locale is passed over
 */
export async function chooseLanguage(wanted: readonly string[]): Promise<Language> {
    const found = matchLanguage(wanted, LANGUAGE_TAGS);
    if (found === undefined) return ENGLISH;
    await loadMessages(found.tag);
    return languageOf(found.tag, found.locale);
}
