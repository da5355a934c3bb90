import { isolated, withoutLooseMarks } from './bidi.ts';
import type { Label } from './blocks.ts';
import type { Language } from './languages/language.ts';
import { oneLine } from './one-line.ts';
import { message } from './phrase.ts';
import { phraseParts } from './phrase-parts.ts';
import type { Special } from './phrase-parts.ts';
import type { Phrase } from './phrase.ts';
import { printDay, printTime } from './time.ts';

function specialToText(value: Special, language: Language): string {
    switch (value.kind) {
        case 'foreign':
            return isolated(oneLine(value.text));
        case 'term': {
            const name = labelToText(value.text, language);
            return phraseToText(message('text.quoted', { name }), language);
        }
        case 'day':
            return printDay(value.iso, language);
        case 'time':
            return printTime(value.iso, language);
        case 'id':
        case 'address':
            return withoutLooseMarks(oneLine(value.text));
    }
}

/** A label as text. */
export const labelToText = (label: Label, language: Language): string =>
    typeof label === 'string' ? label : phraseToText(label, language);

/** The sentence as one line of plain text: fit for a subject, too. */
export const phraseToText = (phrase: Phrase, language: Language): string =>
    phraseParts(phrase, language)
        .map((part) => (typeof part === 'string' ? part : specialToText(part, language)))
        .join('');
