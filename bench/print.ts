import type { Result } from './measure.ts';

/** Four digits tell more than a machine can promise. */
const short = (number: number): string => (number >= 1000 ? number.toFixed(0) : number.toPrecision(4));

const HEAD = ['measure', 'unit', 'value', 'floor', 'ratio', 'better is'];

const cells = ({ name, unit, value, floor, ratio, higherIsBetter }: Result): string[] => [
    name,
    unit,
    short(value),
    short(floor),
    ratio.toFixed(2),
    higherIsBetter ? 'higher' : 'lower',
];

const isNumber = (column: number): boolean => column >= 2 && column <= 4;

/** The results as a table for a person; a ratio of 1 is as good as the floor. */
export const tableOf = (results: readonly Result[]): string => {
    const rows = [HEAD, ...results.map(cells)];
    const widths = HEAD.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows
        .map((row) =>
            row
                .map((cell, column) =>
                    isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
                )
                .join('  ')
                .trimEnd(),
        )
        .join('\n');
};
