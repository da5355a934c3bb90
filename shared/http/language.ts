import type { HttpRequest } from '@azure/functions';
import Negotiator from 'negotiator';
import { chooseLanguage } from '../views/languages/choose.ts';
import type { Language } from '../views/languages/language.ts';

/** A header names a few; more would only cost. */
const MOST_WANTED = 10;

/**
 * The language that a page is written in: the invite's, where it names one that we speak, else the browser's.
 *
 * @param locale BCP 47, of the invite
 */
export function languageFor(request: HttpRequest, locale: string | null = null): Promise<Language> {
    const accepted = new Negotiator({
        headers: { 'accept-language': request.headers.get('accept-language') ?? '' },
    }).languages();
    return chooseLanguage([...(locale === null ? [] : [locale]), ...accepted.slice(0, MOST_WANTED)]);
}
