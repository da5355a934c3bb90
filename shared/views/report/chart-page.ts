import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import type { Bar, BarPart, Block } from '../blocks.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { phraseToText } from '../phrase-text.ts';
import { say } from '../phrase.ts';
import { CHART } from '../words/report/chart.ts';
import { tableToHtml } from './table-page.ts';

type Chart = Extract<Block, { kind: 'chart' }>;

/** In the units of the picture, which is stretched to the width of the page. */
const SLOT = 10;
const BAR = 7;
const HEIGHT = 100;
/** Fewer bars than this leave room at the end, so that one alone is not a wall. */
const FEWEST_SLOTS = 8;
/** What is there is seen, however little it is. */
const LEAST = 1.5;

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

function barToSvg({ counts }: Bar, index: number, highest: number, legend: readonly BarPart[]): Markup[] {
    const x = index * SLOT + (SLOT - BAR) / 2;
    let top = HEIGHT;
    return legend.map(({ tone }, part) => {
        const count = counts[part] ?? 0;
        const height = count === 0 ? 0 : Math.max(LEAST, (count / highest) * (HEIGHT - 2 * LEAST));
        top -= height;
        return height === 0
            ? html``
            : html`<rect
                  class="bar-${tone}"
                  x="${x}"
                  y="${top.toFixed(2)}"
                  width="${BAR}"
                  height="${height.toFixed(2)}"
              ></rect>`;
    });
}

const asTable = ({ legend, bars }: Chart, language: Language): Markup =>
    tableToHtml(
        {
            kind: 'table',
            columns: [
                { name: CHART.audit },
                ...legend.map(({ name }) => ({ name, isNumber: true })),
                { name: CHART.share },
            ],
            rows: bars.map(({ label, words, counts }) => [label, ...counts.map((count) => say`${count}`), words]),
        },
        language,
    );

const ends = (bars: readonly Bar[], language: Language): Markup => {
    const [first, ...others] = bars;
    const last = others.at(-1);
    // Few bars end before the picture does, and so do their dates.
    const axis = bars.length < FEWEST_SLOTS ? 'axis few' : 'axis';
    return html`<p class="${axis}" aria-hidden="true">
        <span>${first === undefined ? '' : phraseToHtml(first.label, language)}</span>
        <span>${last === undefined ? '' : phraseToHtml(last.label, language)}</span>
    </p>`;
};

/** Bars as a picture, and the same as a table for whoever does not see them. */
export function chartToHtml(chart: Chart, language: Language): Markup {
    const { summary, legend, bars } = chart;
    const highest = Math.max(1, ...bars.map(({ counts }) => sum(counts)));
    const width = Math.max(FEWEST_SLOTS, bars.length) * SLOT;
    return html`<figure class="chart">
        <svg
            role="img"
            aria-label="${phraseToText(summary, language)}"
            viewBox="0 0 ${width} ${HEIGHT}"
            preserveAspectRatio="none"
        >
            ${bars.map((bar, index) => barToSvg(bar, index, highest, legend))}
        </svg>
        ${ends(bars, language)}
        <figcaption>
            <ul class="legend">
                ${legend.map(
                    ({ name, tone }) =>
                        html`<li>
                            <span class="swatch bar-${tone}" aria-hidden="true"></span>${phraseToHtml(name, language)}
                        </li>`,
                )}
            </ul>
            <details>
                <summary>${phraseToHtml(CHART.asTable, language)}</summary>
                ${asTable(chart, language)}
            </details>
        </figcaption>
    </figure>`;
}
