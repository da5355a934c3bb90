/** The language of all words under `words/`, as BCP 47. */
export const LANGUAGE = 'en';

/** How its dates are written. */
export const LOCALE = 'en-GB';
