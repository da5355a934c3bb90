import { isolated, withoutLooseMarks } from './bidi.ts';
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
            return phraseToText(message('text.quoted', { name: value.text }), language);
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

/** The sentence as one line of plain text: fit for a subject, too. */
export const phraseToText = (phrase: Phrase, language: Language): string =>
    phraseParts(phrase, language)
        .map((part) => (typeof part === 'string' ? part : specialToText(part, language)))
        .join('');
