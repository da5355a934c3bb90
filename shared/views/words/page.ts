import { address, foreign, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';

export const footer = (partnerName: string, contact: string): Phrase =>
    say`This page is run for ${foreign(partnerName)}, not by Microsoft. Questions: ${address(contact)}`;
