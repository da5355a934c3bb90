import { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
type Texts = Readonly<Record<string, string>>;

/** As the library numbers the kinds of elements: words, and the `#` of a plural. */
const WORDS: readonly number[] = [0, 7];

/** An element with all that is chosen from in it. */
const within = (element: Element): Element[] =>
    'options' in element
        ? [element, ...Object.values(element.options).flatMap(({ value }) => value.flatMap(within))]
        : [element];

const elementsOf = (text: string): Element[] =>
    new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst().flatMap(within);

const namesIn = (elements: readonly Element[]): string =>
    [...new Set(elements.flatMap((each) => ('value' in each && !WORDS.includes(each.type) ? [`{${each.value}}`] : [])))]
        .toSorted()
        .join(' ');

/** The names in braces; undefined where the text is no message, a choice without `other` included. */
function namesOf(text: string): string | undefined {
    try {
        return namesIn(elementsOf(text));
    } catch {
        return undefined;
    }
}

function flawsOf(text: string, model: string): string[] {
    const [names, wanted] = [namesOf(text), namesOf(model)];
    if (names === undefined) return ['is no message'];
    return [
        ...(names === wanted ? [] : [`has ${names}, not ${String(wanted)}`]),
        ...(text.trim() === '' ? ['is empty'] : []),
        ...(text === text.trim() ? [] : ['has loose spaces']),
        ...(/<[a-z/!]|&[a-z#]\w*;/i.test(text) ? ['has markup'] : []),
    ];
}

/**
 * What is wrong with the messages of a language.
 *
 * @param english what they are translated from
 * @param same keys whose text may be that of English; undefined where it is English
 */
export function catalogueFlaws(messages: Texts, english: Texts, same?: readonly string[]): string[] {
    const missing = Object.keys(english).filter((key) => !(key in messages));
    return [
        ...missing.map((key) => `${key} is missing`),
        ...Object.entries(messages).flatMap(([key, text]) => {
            const model = english[key];
            if (model === undefined) return [`${key} is unknown`];
            const untranslated = same !== undefined && text === model && !same.includes(key);
            return [...flawsOf(text, model), ...(untranslated ? ['is not translated'] : [])].map(
                (flaw) => `${key} ${flaw}`,
            );
        }),
    ];
}
