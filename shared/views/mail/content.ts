import type { Block } from '../blocks.ts';
import type { Phrase } from '../phrase.ts';

/** What a mail says, before it is printed as HTML and as plain text. */
export interface MailContent {
    /** One line; begins with words of ours. */
    subject: Phrase;
    /** The partner's name: stands above all of it. */
    from: string;
    title: Phrase;
    /** What mail programs show beside the subject. */
    preview: Phrase;
    blocks: Block[];
    footer: Phrase;
    /** Where its reader finds answers; null for mails to ourselves. */
    help: FooterLink | null;
    /** How its reader stops such mails; null for mails to ourselves. */
    stop: FooterLink | null;
}

export interface FooterLink {
    words: Phrase;
    label: Phrase;
    href: string;
}
