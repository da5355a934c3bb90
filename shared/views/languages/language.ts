import { IntlMessageFormat } from 'intl-messageformat';
import { lazily } from '../../lazily.ts';
import { messagesOf } from './catalogue.ts';
import type { LanguageTag, MessageId } from './catalogue.ts';

/** What a page or mail is written in: whose words, and how dates and numbers are written. */
export interface Language {
    /** Whose words; what `lang` says. */
    readonly tag: LanguageTag;
    /** BCP 47, for dates and numbers: the region is the reader's, where one is known. */
    readonly locale: string;
    message(id: MessageId): IntlMessageFormat;
    dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat;
    readonly numbers: Intl.NumberFormat;
}

/** Where no region is known: the form of the date that nobody reads the wrong way round. */
const LOCALES: Partial<Record<string, string>> = { en: 'en-GB' };

const kept = <Key, Value>(make: (key: Key) => Value, nameOf: (key: Key) => string): ((key: Key) => Value) => {
    const made = new Map<string, Value>();
    return (key) => {
        const name = nameOf(key);
        const there = made.get(name);
        if (there !== undefined) return there;
        const value = make(key);
        made.set(name, value);
        return value;
    };
};

/** Messages are parsed once for the process. */
const makeLanguage = (tag: LanguageTag, locale: string): Language => {
    const numbers = lazily(() => new Intl.NumberFormat(locale));
    return {
        tag,
        locale,
        message: kept(
            (id: MessageId) => new IntlMessageFormat(messagesOf(tag)[id], locale, undefined, { ignoreTag: true }),
            (id) => id,
        ),
        dateFormat: kept(
            (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
            (options) => JSON.stringify(options),
        ),
        get numbers() {
            return numbers();
        },
    };
};

/** So many regions are remembered; a stranger's header may name any. */
const MOST_LANGUAGES = 100;
const languages = new Map<string, Language>();

/**
 * Its words have to be loaded before one of them is asked for; English is.
 *
 * @param locale BCP 47 of that language, with a region perhaps
 */
export function languageOf(tag: LanguageTag, locale: string = tag): Language {
    const known = languages.get(locale);
    if (known?.tag === tag) return known;
    if (languages.size >= MOST_LANGUAGES) languages.clear();
    const language = makeLanguage(tag, LOCALES[locale] ?? locale);
    languages.set(locale, language);
    return language;
}

/** What we are written in, and what the partner's own people read. */
export const ENGLISH = languageOf('en');
