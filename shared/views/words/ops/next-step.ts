import { foreign, say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import { INVITE_LABELS } from './invite-form.ts';

/** What to do next, as it is kept for the API too: a page calls the field of an invite as its form does. */
export const nextStepWords = (nextStep: string): Phrase =>
    say`${foreign(nextStep.replaceAll('allowReplace', `“${INVITE_LABELS.allowReplace}”`))}`;
