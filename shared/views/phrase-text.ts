import { isolated, withoutLooseMarks } from './bidi.ts';
import { oneLine } from './one-line.ts';
import type { Phrase, Value } from './phrase.ts';
import { printTime } from './time.ts';

function valueToText(value: Value): string {
    if (typeof value === 'string') return withoutLooseMarks(oneLine(value));
    if ('literals' in value) return phraseToText(value);
    switch (value.kind) {
        case 'foreign':
            return isolated(oneLine(value.text));
        case 'term':
            return `“${value.text}”`;
        case 'time':
            return printTime(value.iso);
        case 'id':
        case 'address':
            return withoutLooseMarks(oneLine(value.text));
    }
}

/** The sentence as one line of plain text: fit for a subject, too. */
export const phraseToText = (phrase: Phrase): string =>
    phrase.literals
        .map((literal, index) => {
            const value = phrase.values[index];
            return literal + (value === undefined ? '' : valueToText(value));
        })
        .join('');
