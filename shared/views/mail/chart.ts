import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import type { Bar, BarPart, Block } from '../blocks.ts';
import { barColour, STYLE } from './styles.ts';
import type { Markup } from '../markup.ts';
import { LIGHT } from '../palette.ts';
import { labelToHtml, phraseToHtml } from '../phrase-html.ts';

/** In percent, so that together they are 100 and what is there is seen. */
function sharesOf(counts: readonly number[]): number[] {
    const all = counts.reduce((sum, count) => sum + count, 0);
    if (all === 0) return counts.map(() => 0);
    const shares = counts.map((count) => (count === 0 ? 0 : Math.max(1, Math.floor((count * 100) / all))));
    const largest = shares.indexOf(Math.max(...shares));
    return shares.map((share, index) =>
        index === largest ? share + 100 - shares.reduce((sum, each) => sum + each, 0) : share,
    );
}

/** Mail programs show no pictures drawn on the spot: a bar is a row of coloured cells. */
function barToHtml({ label, words, counts }: Bar, legend: readonly BarPart[], language: Language): Markup {
    const shares = sharesOf(counts);
    const cells = legend.map(({ tone }, index) => {
        const share = shares[index] ?? 0;
        const colour = barColour(LIGHT, tone);
        return share === 0
            ? html``
            : html`<td
                  class="bar-${tone}"
                  width="${share}%"
                  height="12"
                  bgcolor="${colour}"
                  style="${STYLE.barPart(colour)}"
              >
                  &nbsp;
              </td>`;
    });
    return html`<p style="${STYLE.barWords}">${phraseToHtml(label, language)}: ${phraseToHtml(words, language)}</p>
        ${
            shares.every((share) => share === 0)
                ? html``
                : html`<table
                      role="presentation"
                      aria-hidden="true"
                      width="100%"
                      cellpadding="0"
                      cellspacing="0"
                      border="0"
                      style="${STYLE.bar}"
                  >
                      <tr>
                          ${cells}
                      </tr>
                  </table>`
        }`;
}

/** Bars as mail programs show them, each with its words. */
export const chartToMail = ({ legend, bars }: Extract<Block, { kind: 'chart' }>, language: Language): Markup =>
    html`<p class="quiet" style="${STYLE.quoteBy}">
            ${legend.map(
                ({ name, tone }) =>
                    html`<span class="bar-${tone}" style="${STYLE.swatch(barColour(LIGHT, tone))}">&nbsp;</span
                        >${labelToHtml(name, language)} &nbsp; `,
            )}
        </p>
        ${bars.map((bar) => barToHtml(bar, legend, language))}`;
