import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import type { Phrase } from '../phrase.ts';
import { words } from './words-html.ts';

/** Names and values; what is null is left out. */
export const factsToHtml = (rows: readonly (readonly [name: string, value: Phrase | null])[]): Markup =>
    html`<dl class="facts">
        ${rows.map(([name, value]) =>
            value === null
                ? ''
                : html`<div>
                      <dt>${name}</dt>
                      <dd>${words(value)}</dd>
                  </div>`,
        )}
    </dl>`;
