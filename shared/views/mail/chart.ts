import { Column, Text } from '@react-email/components';
import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Bar, BarPart, Block } from '../blocks.ts';
import type { Look } from './look.ts';
import { phraseNode } from './phrase-node.ts';
import { rowNode } from './row.ts';

const NO_BREAK_SPACE = '\u00A0';
const SQUARE = '\u25A0';

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
function barNode({ counts }: Bar, legend: readonly BarPart[], { style }: Look): ReactNode {
    const shares = sharesOf(counts);
    if (shares.every((share) => share === 0)) return null;
    const cells = legend.flatMap(({ tone }, index) => {
        const share = shares[index] ?? 0;
        const look = { className: `bar-${tone}`, width: `${share}%`, height: 12, style: style.barPart(tone) };
        return share === 0 ? [] : [createElement(Column, look, NO_BREAK_SPACE)];
    });
    return rowNode({ 'aria-hidden': true, style: style.bar }, ...cells);
}

const legendNode = (legend: readonly BarPart[], look: Look): ReactNode =>
    createElement(
        Text,
        { className: 'quiet', style: look.style.legend },
        ...legend.flatMap(({ name, tone }) => [
            createElement(
                'span',
                { className: `swatch-${tone}`, 'aria-hidden': true, style: look.style.swatch(tone) },
                SQUARE,
            ),
            NO_BREAK_SPACE,
            phraseNode(name, look),
            ' '.padStart(3, NO_BREAK_SPACE),
        ]),
    );

/** Bars as mail programs show them, each below its words. */
export const chartNode = ({ legend, bars }: Extract<Block, { kind: 'chart' }>, look: Look): ReactNode =>
    createElement(
        Fragment,
        null,
        legendNode(legend, look),
        ...bars.flatMap((bar) => [
            createElement(
                Text,
                { style: look.style.barWords },
                phraseNode(bar.label, look),
                ': ',
                phraseNode(bar.words, look),
            ),
            barNode(bar, legend, look),
        ]),
    );
