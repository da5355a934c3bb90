import { html } from 'hono/html';
import type { Language } from '../languages/language.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { phraseToText } from '../phrase-text.ts';
import type { Phrase } from '../phrase.ts';
import { COPY } from '../words/guide/common.ts';

/**
 * A value to enter elsewhere, in big type: copied by one press where scripts run, else marked by one click.
 *
 * @param value an ID
 */
export const entryToHtml = (value: string, language: Language): Markup =>
    html`<div class="entry">
        <code id="entry">${value}</code>
        <button
            class="button"
            type="button"
            data-copies="entry"
            data-news="copied"
            data-done="${phraseToText(COPY.done, language)}"
            data-marked="${phraseToText(COPY.marked, language)}"
            hidden
        >
            ${phraseToHtml(COPY.button, language)}
        </button>
        <span id="copied" role="status"></span>
    </div>`;

export const stepsToHtml = (steps: readonly Phrase[], language: Language): Markup =>
    html`<ol>
        ${steps.map((step) => html`<li>${phraseToHtml(step, language)}</li>`)}
    </ol>`;

/** To a page that is kept open beside this one. */
export const besideToHtml = (label: Phrase, href: string, language: Language): Markup =>
    html`<p>
        <a class="button" href="${href}" target="_blank" rel="noopener noreferrer">${phraseToHtml(label, language)}</a>
    </p>`;
