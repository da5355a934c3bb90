import type { Language } from './languages/language.ts';
import { phraseToText } from './phrase-text.ts';
import type { Phrase } from './phrase.ts';

/** Half a character, which somebody may have written, has no form in an address. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/**
 * The address of a mail that is written already (RFC 6068), to nobody yet.
 *
 * @param lines paragraphs; an address stands alone in its line
 */
export const mailto = (subject: Phrase, lines: readonly (Phrase | string)[], language: Language): string => {
    const body = lines.map((line) => (typeof line === 'string' ? line : phraseToText(line, language))).join('\r\n\r\n');
    return `mailto:?subject=${encoded(phraseToText(subject, language))}&body=${encoded(body)}`;
};
