import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageId } from '../../shared/views/languages/catalogue.ts';
import { ENGLISH } from '../../shared/views/languages/language.ts';
import type { Language } from '../../shared/views/languages/language.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** What an element of a message is that has words and nothing else. */
const LITERAL = 0;

const marked = (element: Element): Element => {
    if ('options' in element) {
        const options = Object.entries(element.options).map(([name, { value }]) => [
            name,
            { value: value.map(marked) },
        ]);
        return { ...element, options: Object.fromEntries(options) as never };
    }
    const type: number = element.type;
    return 'value' in element && type === LITERAL ? { ...element, value: `⟦${element.value}⟧` } : element;
};

/** English, every word of the catalogue in ⟦brackets⟧, dates in digits: what has letters outside was never translated. */
export const PSEUDO: Language = {
    ...ENGLISH,
    message: (id: MessageId) =>
        new IntlMessageFormat(ENGLISH.message(id).getAst().map(marked), ENGLISH.locale, undefined, { ignoreTag: true }),
    dateFormat: () => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' }),
};

/** Words for the eyes of those who cannot see the page, too. */
const SPOKEN_ATTRIBUTES = /\s(?:alt|aria-label|aria-description|aria-roledescription|placeholder|title)="([^"]*)"/g;

/** Values as elements: written by others, IDs and commands, times, names on screens. */
const MARKED_VALUES = [/<(bdi|code|time|blockquote|style|script)\b[^>]*>.*?<\/\1>/gs, /<strong>[^<⟦]*<\/strong>/g];

/** Values by their form: names on screens, addresses, IDs. */
const VALUES = [
    /⟦“⟧[^⟦]*⟦”⟧/g,
    /https?:\/\/[^\s"<]+/g,
    /\/api\/[^\s"<]+/g,
    /[\w.+-]+@[\w.-]+\w/g,
    /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
];

const WORDS = /\p{Script=Latin}+(?:[\s’'-]+\p{Script=Latin}+)*/gu;

const without = (text: string, taken: readonly (RegExp | string)[]): string =>
    taken.reduce<string>((left, each) => left.replaceAll(each, ' · '), text);

const unescaped = (text: string): string =>
    text.replace(/&(?:#39|#x27|quot|lt|gt|amp);/g, (entity) => (entity === '&amp;' ? '&' : ' '));

/**
 * What of a text in `PSEUDO` has Latin letters and comes from no message.
 *
 * @param names that somebody wrote; other values are known by their form
 */
export const untranslatedText = (text: string, names: readonly string[] = []): string[] =>
    without(text, [...VALUES, ...names, /⟦[^⟧]*⟧/g]).match(WORDS) ?? [];

const mailsBegun = (markup: string): string[] =>
    [...markup.matchAll(/href="mailto:\?([^"]*)"/g)].flatMap(([, query = '']) => [
        ...new URLSearchParams(unescaped(query)).values(),
    ]);

/**
 * The same of a page or an HTML mail in `PSEUDO`: its title and text, its attributes that are read out, and the mails
 * that its links begin.
 */
export function untranslated(markup: string, names: readonly string[] = []): string[] {
    const spoken = [...markup.matchAll(SPOKEN_ATTRIBUTES)].map(([, words = '']) => words);
    const shown = without(markup, [...MARKED_VALUES, /<!doctype[^>]*>|<!--.*?-->/gis, /<[^>]*>/g]);
    return [shown, ...spoken, ...mailsBegun(markup)].flatMap((text) => untranslatedText(unescaped(text), names));
}
