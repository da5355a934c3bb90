import type { Language } from '../languages/language.ts';
import type { MailStyle } from './styles.ts';

/** What every part of a mail is printed by: its words in a language, its looks in the partner's colours. */
export interface Look {
    readonly language: Language;
    readonly style: MailStyle;
}
