import { address, foreign, id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { LinkGonePageModel, ProblemPageModel } from '../view-models.ts';

export const LINK_GONE_TITLE = 'This link does not work';

export const linkGone = (): Phrase =>
    say`Either it is not complete, or it cannot be used any more. Nothing has been changed by opening it.`;

export const linkGoneNext = ({ partnerName, contact }: LinkGonePageModel): Phrase[] => [
    say`Open the link again straight from the mail; some programs cut long links in two.`,
    say`If you got more than one mail about the same subscription, use the newest.`,
    say`If it still does not work, ask ${foreign(partnerName)} for a new one: ${address(contact)}.`,
];

export const HEADINGS = { next: 'What you can do' } as const;

export const oursToMend = (): Phrase => say`Something went wrong on our side. Please try again in a few minutes.`;

export const startAgain = (): Phrase => say`Open the link in the mail again and press the button there.`;

export const askWithReference = ({ partnerName, contact, correlationId }: ProblemPageModel): Phrase =>
    say`If it happens again, write to ${foreign(partnerName)} (${address(contact)}) and give this reference: ${id(correlationId)}`;
