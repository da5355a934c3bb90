import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';
import { columnName } from '../blocks.ts';
import type { Block, Column } from '../blocks.ts';
import type { Phrase } from '../phrase.ts';
import type { Look } from './look.ts';
import { linesNode, phraseNode } from './phrase-node.ts';

type Table = Extract<Block, { kind: 'table' }>;

const cellClass = (column: Column | undefined): { className?: string } =>
    column?.isNumber === true ? {} : { className: 'words' };

/** Numbers want to stand below each other. */
const numbers = ({ columns, rows }: Table, look: Look): ReactNode =>
    createElement(
        'table',
        { className: 'numbers', width: '100%', border: 0, cellPadding: 0, cellSpacing: 0 },
        createElement(
            'thead',
            null,
            createElement(
                'tr',
                null,
                ...columns.map((column) =>
                    createElement('th', { scope: 'col', ...cellClass(column) }, phraseNode(column.name, look)),
                ),
            ),
        ),
        createElement(
            'tbody',
            null,
            ...rows.map((row) =>
                createElement(
                    'tr',
                    null,
                    ...row.map((cell, index) => createElement('td', cellClass(columns[index]), phraseNode(cell, look))),
                ),
            ),
        ),
    );

const wordsRow = (columns: readonly Column[], [first, ...cells]: readonly Phrase[], look: Look): ReactNode =>
    createElement(
        'li',
        null,
        linesNode([
            createElement('strong', null, first === undefined ? '' : phraseNode(first, look)),
            ...cells.map((cell, index) =>
                createElement(
                    Fragment,
                    null,
                    createElement('span', null, phraseNode(columnName(columns, index + 1), look), ':'),
                    ' ',
                    phraseNode(cell, look),
                ),
            ),
        ]),
    );

/** Words in columns are not to be read on a telephone: one below the other they fit any width. */
const words = ({ columns, rows }: Table, look: Look): ReactNode =>
    createElement('ul', { className: 'rows' }, ...rows.map((row) => wordsRow(columns, row, look)));

/** So many columns of numbers leave the words beside them room on a telephone. */
const MOST_COLUMNS = 6;

const fitsBeside = ({ columns }: Table): boolean =>
    columns.length <= MOST_COLUMNS && columns.some(({ isNumber }) => isNumber === true);

/** A table, as mail programs show it. */
export const tableNode = (table: Table, look: Look): ReactNode =>
    fitsBeside(table) ? numbers(table, look) : words(table, look);
