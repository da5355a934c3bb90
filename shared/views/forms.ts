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

const hintsToHtml = (hints: readonly Phrase[]): Markup =>
    html`${hints.map((hint) => html`<span class="hint">${phraseToHtml(hint)}</span>`)}`;

/** Something to choose, the whole row to press. */
export const choiceToHtml = ({ type, name, value, label, hints, chosen = false }: Choice): Markup =>
    html`<label class="choice">
        <input type="${type}" name="${name}" value="${value}" ${chosen ? html`checked` : ''} />
        <span>${phraseToHtml(label)} ${hintsToHtml(hints)}</span>
    </label>`;

/** What was asked for: shown ticked among the choices, and none itself, so that no browser sends it. */
export const settledToHtml = (label: Phrase, hints: readonly Phrase[]): Markup =>
    html`<label class="choice settled">
        <input type="checkbox" checked disabled />
        <span>${phraseToHtml(label)} ${hintsToHtml(hints)}</span>
    </label>`;

export const groupToHtml = (legend: string, inside: Markup | readonly Markup[]): Markup =>
    html`<fieldset>
        <legend>${legend}</legend>
        ${inside}
    </fieldset>`;

/** One of the words that tests and people press by name; the form's field `decision`. */
export const decisionButton = (decision: string, words: string, primary = true): Markup =>
    html`<button class="${primary ? 'button primary' : 'button'}" type="submit" name="decision" value="${decision}">
        ${words}
    </button>`;

/**
 * A form that posts to ourselves. What was ticked the last time is not ticked for a browser that comes back:
 * some fill that in by themselves.
 */
export const formToHtml = ({ action, hidden }: FormView, inside: readonly (Markup | '')[]): Markup =>
    html`<form method="post" action="${action}" autocomplete="off">
        ${hidden.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}" />`)} ${inside}
    </form>`;
