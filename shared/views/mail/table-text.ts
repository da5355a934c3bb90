import type { Language } from '../languages/language.ts';
import { columnName } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { phraseToText } from '../phrase-text.ts';

/** A line for each row: what it is about, then the other cells by name. */
export const tableToText = ({ columns, rows }: Extract<Block, { kind: 'table' }>, language: Language): string =>
    rows
        .map(([first, ...cells]) => {
            const others = cells.map(
                (cell, index) =>
                    `${phraseToText(columnName(columns, index + 1), language)}: ${phraseToText(cell, language)}`,
            );
            return `- ${[first === undefined ? '' : phraseToText(first, language), ...others].join('; ')}`;
        })
        .join('\n');

/** A line for each bar. */
export const chartToText = ({ bars }: Extract<Block, { kind: 'chart' }>, language: Language): string =>
    bars.map(({ label, words }) => `- ${phraseToText(label, language)}: ${phraseToText(words, language)}`).join('\n');
