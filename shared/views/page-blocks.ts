import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { withoutLooseIsolates } from './bidi.ts';
import type { Block, Fact } from './blocks.ts';
import type { Markup } from './markup.ts';
import { linesOf } from './one-line.ts';
import { phraseToHtml } from './phrase-html.ts';
import { chartToHtml } from './report/chart-page.ts';
import { tableToHtml } from './report/table-page.ts';

const factToHtml = ({ name, lines }: Fact, language: Language): Markup =>
    html`<div>
        <dt>${phraseToHtml(name, language)}</dt>
        ${lines.map((line) => html`<dd>${phraseToHtml(line, language)}</dd>`)}
    </div>`;

function blockToHtml(block: Block, language: Language): Markup {
    switch (block.kind) {
        case 'heading':
            return html`<h2>${phraseToHtml(block.words, language)}</h2>`;
        case 'paragraph':
            return html`<p>${phraseToHtml(block.words, language)}</p>`;
        case 'list':
            return html`<ul>
                ${block.items.map((item) => html`<li>${phraseToHtml(item, language)}</li>`)}
            </ul>`;
        case 'facts':
            return html`<dl class="facts">${block.rows.map((each) => factToHtml(each, language))}</dl>`;
        case 'callout':
            return html`<div class="callout ${block.tone}">
                ${block.words.map((words) => html`<p>${phraseToHtml(words, language)}</p>`)}
            </div>`;
        case 'quote':
            return html`<figure class="quote">
                <figcaption>${phraseToHtml(block.by, language)}</figcaption>
                <blockquote dir="auto">${withoutLooseIsolates(linesOf(block.text).join('\n'))}</blockquote>
            </figure>`;
        case 'link':
            return html`<p><a class="button" href="${block.href}">${phraseToHtml(block.label, language)}</a></p>`;
        case 'links':
            return html`<ul>
                ${block.items.map(
                    ({ lines, label, href }) =>
                        html`<li>
                            ${lines.map((line) => html`${phraseToHtml(line, language)}<br />`)}
                            <a href="${href}">${phraseToHtml(label, language)}</a>
                        </li>`,
                )}
            </ul>`;
        case 'table':
            return tableToHtml(block, language);
        case 'chart':
            return chartToHtml(block, language);
        case 'code':
            return html`<pre class="copy"><code>${block.text}</code></pre>`;
    }
}

/** Blocks as the pages show them. */
export const pageBlocks = (blocks: readonly Block[], language: Language): Markup =>
    html`${blocks.map((each) => blockToHtml(each, language))}`;
