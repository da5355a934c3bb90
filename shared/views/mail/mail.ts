import type { Language } from '../languages/language.ts';
import { mailToHtml } from './document.ts';
import { mailToText } from './text.ts';
import { phraseToText } from '../phrase-text.ts';
import type { MailContent } from './content.ts';
import type { Mail } from '../view-models.ts';

/** The mail in both forms. */
export const mail = (content: MailContent, language: Language): Mail => ({
    subject: phraseToText(content.subject, language),
    html: mailToHtml(content, language),
    text: mailToText(content, language),
});
