import { html } from 'hono/html';
import { withoutLooseIsolates, withoutLooseMarks } from './bidi.ts';
import type { Language } from './languages/language.ts';
import type { Markup } from './markup.ts';
import { oneLine } from './one-line.ts';
import { phraseParts } from './phrase-parts.ts';
import type { Special } from './phrase-parts.ts';
import type { Phrase } from './phrase.ts';
import { printDay, printTime } from './time.ts';

function specialToHtml(value: Special, language: Language): Markup {
    switch (value.kind) {
        case 'foreign':
            return html`<bdi>${withoutLooseIsolates(oneLine(value.text))}</bdi>`;
        case 'id':
            return html`<code>${withoutLooseMarks(oneLine(value.text))}</code>`;
        case 'term':
            return html`<strong>${phraseToHtml(value.text, language)}</strong>`;
        case 'address':
            return html`<a class="link" href="mailto:${value.text}">${value.text}</a>`;
        case 'day':
            return html`<time datetime="${value.iso}">${printDay(value.iso, language)}</time>`;
        case 'time':
            return html`<time datetime="${value.iso}">${printTime(value.iso, language)}</time>`;
    }
}

/** The sentence as HTML, for the pages. */
export const phraseToHtml = (phrase: Phrase, language: Language): Markup =>
    html`${phraseParts(phrase, language).map((part) =>
        typeof part === 'string' ? html`${part}` : specialToHtml(part, language),
    )}`;
