import type { Block } from './blocks.ts';
import { mailToHtml } from './mail-html.ts';
import { mailToText } from './mail-text.ts';
import { phraseToText } from './phrase-text.ts';
import type { Phrase } from './phrase.ts';
import type { Mail } from './view-models.ts';

export interface MailContent {
    /** One line; begins with words of ours. */
    subject: Phrase;
    title: Phrase;
    /** What mail programs show beside the subject. */
    preview: Phrase;
    blocks: Block[];
    footer: Phrase;
}

/** The mail in both forms. */
export const mail = (content: MailContent): Mail => ({
    subject: phraseToText(content.subject),
    html: mailToHtml(content),
    text: mailToText(content),
});
