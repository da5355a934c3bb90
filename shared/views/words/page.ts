import { address, foreign, message } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';

export const footer = (partnerName: string, contact: string): Phrase =>
    message('page.footer', { partner: foreign(partnerName), contact: address(contact) });
