import { html } from 'hono/html';
import { withoutLooseIsolates, withoutLooseMarks } from './bidi.ts';
import type { Markup } from './markup.ts';
import { oneLine } from './one-line.ts';
import type { Phrase, Value } from './phrase.ts';
import { printTime } from './time.ts';

function valueToHtml(value: Value): Markup {
    if (typeof value === 'string') return html`${withoutLooseMarks(oneLine(value))}`;
    if ('literals' in value) return phraseToHtml(value);
    switch (value.kind) {
        case 'foreign':
            return html`<bdi>${withoutLooseIsolates(oneLine(value.text))}</bdi>`;
        case 'id':
            return html`<code>${withoutLooseMarks(oneLine(value.text))}</code>`;
        case 'term':
            return html`<strong>${value.text}</strong>`;
        case 'address':
            return html`<a class="link" href="mailto:${value.text}">${value.text}</a>`;
        case 'time':
            return html`<time datetime="${value.iso}">${printTime(value.iso)}</time>`;
    }
}

/** The sentence as HTML, for pages and mails alike. */
export const phraseToHtml = (phrase: Phrase): Markup =>
    html`${phrase.literals.map((literal, index) => {
        const value = phrase.values[index];
        return [literal, value === undefined ? '' : valueToHtml(value)];
    })}`;
