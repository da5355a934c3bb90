import type { Block } from '../blocks.ts';
import { phraseToText } from '../phrase-text.ts';

/** A line for each row: what it is about, then the other cells by name. */
export const tableToText = ({ columns, rows }: Extract<Block, { kind: 'table' }>): string =>
    rows
        .map(([first, ...cells]) => {
            const others = cells.map((cell, index) => `${columns[index + 1]?.name ?? ''}: ${phraseToText(cell)}`);
            return `- ${[first === undefined ? '' : phraseToText(first), ...others].join('; ')}`;
        })
        .join('\n');

/** A line for each bar. */
export const chartToText = ({ bars }: Extract<Block, { kind: 'chart' }>): string =>
    bars.map(({ label, words }) => `- ${phraseToText(label)}: ${phraseToText(words)}`).join('\n');
