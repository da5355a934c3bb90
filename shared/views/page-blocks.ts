import { html } from 'hono/html';
import { withoutLooseIsolates } from './bidi.ts';
import type { Block, Fact } from './blocks.ts';
import type { Markup } from './markup.ts';
import { linesOf } from './one-line.ts';
import { phraseToHtml } from './phrase-html.ts';
import { chartToHtml } from './report/chart-page.ts';
import { tableToHtml } from './report/table-page.ts';

const factToHtml = ({ name, lines }: Fact): Markup =>
    html`<div>
        <dt>${name}</dt>
        ${lines.map((line) => html`<dd>${phraseToHtml(line)}</dd>`)}
    </div>`;

function blockToHtml(block: Block): Markup {
    switch (block.kind) {
        case 'heading':
            return html`<h2>${block.words}</h2>`;
        case 'paragraph':
            return html`<p>${phraseToHtml(block.words)}</p>`;
        case 'list':
            return html`<ul>
                ${block.items.map((item) => html`<li>${phraseToHtml(item)}</li>`)}
            </ul>`;
        case 'facts':
            return html`<dl class="facts">${block.rows.map(factToHtml)}</dl>`;
        case 'callout':
            return html`<div class="callout ${block.tone}">
                ${block.words.map((words) => html`<p>${phraseToHtml(words)}</p>`)}
            </div>`;
        case 'quote':
            return html`<figure class="quote">
                <figcaption>${phraseToHtml(block.by)}</figcaption>
                <blockquote dir="auto">${withoutLooseIsolates(linesOf(block.text).join('\n'))}</blockquote>
            </figure>`;
        case 'link':
            return html`<p><a class="button" href="${block.href}">${block.label}</a></p>`;
        case 'links':
            return html`<ul>
                ${block.items.map(
                    ({ lines, label, href }) =>
                        html`<li>
                            ${lines.map((line) => html`${phraseToHtml(line)}<br />`)}
                            <a href="${href}">${label}</a>
                        </li>`,
                )}
            </ul>`;
        case 'table':
            return tableToHtml(block);
        case 'chart':
            return chartToHtml(block);
        case 'code':
            return html`<pre class="copy"><code>${block.text}</code></pre>`;
    }
}

/** Blocks as the pages show them. */
export const pageBlocks = (blocks: readonly Block[]): Markup => html`${blocks.map(blockToHtml)}`;
