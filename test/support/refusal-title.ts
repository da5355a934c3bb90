import type { Refusal } from '../../shared/domain/sign-in.ts';
import { ENGLISH } from '../../shared/views/languages/language.ts';
import { phraseToText } from '../../shared/views/phrase-text.ts';
import { refusalTitle } from '../../shared/views/words/sign-in/refusal-titles.ts';

/** The title of the page that says why the sign-in did not go on, in English. */
export const refusedWith = (refusal: Refusal): string => phraseToText(refusalTitle(refusal), ENGLISH);
