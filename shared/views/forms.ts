import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import type { Markup } from './markup.ts';
import { phraseToHtml } from './phrase-html.ts';
import type { Phrase } from './phrase.ts';
import type { FormView } from './sign-in/models.ts';

export interface Choice {
    type: 'checkbox' | 'radio';
    name: string;
    value: string;
    label: Phrase;
    hints: readonly Phrase[];
    /** Only ever where it chooses nothing. */
    chosen?: boolean;
}

const hintsToHtml = (hints: readonly Phrase[], language: Language): Markup =>
    html`${hints.map((hint) => html`<span class="hint">${phraseToHtml(hint, language)}</span>`)}`;

/** Something to choose, the whole row to press. */
export const choiceToHtml = ({ type, name, value, label, hints, chosen = false }: Choice, language: Language): Markup =>
    html`<label class="choice">
        <input type="${type}" name="${name}" value="${value}" ${chosen ? html`checked` : ''} />
        <span>${phraseToHtml(label, language)} ${hintsToHtml(hints, language)}</span>
    </label>`;

/** What was asked for: shown ticked among the choices, and none itself, so that no browser sends it. */
export const settledToHtml = (label: Phrase, hints: readonly Phrase[], language: Language): Markup =>
    html`<label class="choice settled">
        <input type="checkbox" checked disabled />
        <span>${phraseToHtml(label, language)} ${hintsToHtml(hints, language)}</span>
    </label>`;

export const groupToHtml = (legend: Phrase, inside: Markup | readonly Markup[], language: Language): Markup =>
    html`<fieldset>
        <legend>${phraseToHtml(legend, language)}</legend>
        ${inside}
    </fieldset>`;

/** One of the words that tests and people press by name; the form's field `decision`. */
export const decisionButton = (decision: string, words: Phrase, language: Language, primary = true): Markup =>
    html`<button class="${primary ? 'button primary' : 'button'}" type="submit" name="decision" value="${decision}">
        ${phraseToHtml(words, language)}
    </button>`;

/**
 * A form that posts to ourselves. What was ticked the last time is not ticked for a browser that comes back:
 * some fill that in by themselves.
 */
export const formToHtml = ({ action, hidden }: FormView, inside: readonly (Markup | '')[]): Markup =>
    html`<form method="post" action="${action}" autocomplete="off">
        ${hidden.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}" />`)} ${inside}
    </form>`;
