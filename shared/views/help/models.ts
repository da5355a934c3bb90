import type { Block } from '../blocks.ts';
import type { Phrase } from '../phrase.ts';
import type { PartnerView } from '../view-models.ts';

export type HelpPartner = Pick<PartnerView, 'name' | 'contact'>;

export interface HelpItem {
    /** What a link leads to; the same in every language, and kept for good: mails and others' pages point at it. */
    id: string;
    question: Phrase;
    answer: Block[];
}
