import { withoutLooseMarks } from './bidi.ts';
import type { Language } from './languages/language.ts';
import { oneLine } from './one-line.ts';
import { isPhrase } from './phrase.ts';
import type { Message, Phrase, Said, Value } from './phrase.ts';

/** A value that is printed in its own way. */
export type Special = Exclude<Value, string | number | Phrase>;

/** Words of ours, or a value. */
export type Part = string | Special;

const printed = (value: string): string => withoutLooseMarks(oneLine(value));

function valueParts(value: Value, language: Language): Part[] {
    if (typeof value === 'string') return [printed(value)];
    if (typeof value === 'number') return [language.numbers.format(value)];
    return isPhrase(value) ? phraseParts(value, language) : [value];
}

const saidParts = ({ literals, values }: Said, language: Language): Part[] =>
    literals.flatMap((literal, index) => {
        const value = values[index];
        return value === undefined ? [literal] : [literal, ...valueParts(value, language)];
    });

const messageParts = ({ message, values }: Message, language: Language): Part[] => {
    const plain = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' ? printed(value) : value,
    ]);
    return language
        .message(message)
        .formatToParts<Value>(Object.fromEntries(plain) as Record<string, Value>)
        .flatMap(({ value }) => (typeof value === 'string' ? [value] : valueParts(value, language)));
};

/**
 * A sentence in the words of a language, values still apart.
 *
 * @throws where a message names a value that it was not given
 */
export const phraseParts = (phrase: Phrase, language: Language): Part[] =>
    'message' in phrase ? messageParts(phrase, language) : saidParts(phrase, language);
