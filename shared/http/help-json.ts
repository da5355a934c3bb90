import { blocksToText } from '../views/mail/text.ts';
import type { Language } from '../views/languages/language.ts';
import { phraseToText } from '../views/phrase-text.ts';
import type { HelpItem } from '../views/help/models.ts';

export interface HelpJson {
    items: { id: string; question: string; answer: string }[];
}

/** The answers for programs: plain text, parts of an answer apart by an empty line. */
export const helpJson = (items: readonly HelpItem[], language: Language): HelpJson => ({
    items: items.map(({ id, question, answer }) => ({
        id,
        question: phraseToText(question, language),
        answer: blocksToText(answer, language),
    })),
});
