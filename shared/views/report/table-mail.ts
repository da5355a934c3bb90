import { html } from 'hono/html';
import type { Block, Column } from '../blocks.ts';
import { STYLE } from '../mail-styles.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import type { Phrase } from '../phrase.ts';

type Table = Extract<Block, { kind: 'table' }>;

const styleOf = (column: Column | undefined): string => (column?.isNumber === true ? STYLE.number : STYLE.cell);

const numbersRow = (columns: readonly Column[], row: readonly Phrase[]): Markup =>
    html`<tr>
        ${row.map(
            (cell, index) => html`<td class="line" style="${styleOf(columns[index])}">${phraseToHtml(cell)}</td>`,
        )}
    </tr>`;

/** Numbers want to stand below each other. */
const numbers = ({ columns, rows }: Table): Markup =>
    html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}">
        <tr>
            ${columns.map(
                (column) =>
                    html`<th class="line quiet" scope="col" style="${styleOf(column)};${STYLE.columnName}">
                        ${column.name}
                    </th>`,
            )}
        </tr>
        ${rows.map((row) => numbersRow(columns, row))}
    </table>`;

const wordsRow = (columns: readonly Column[], [first, ...cells]: readonly Phrase[]): Markup =>
    html`<tr>
        <td class="line" style="${STYLE.fact}">
            <strong>${first === undefined ? '' : phraseToHtml(first)}</strong>
            ${cells.map(
                (cell, index) =>
                    html`<br /><span class="quiet" style="${STYLE.factName}">${columns[index + 1]?.name ?? ''}:</span>
                        ${phraseToHtml(cell)}`,
            )}
        </td>
    </tr>`;

/** Words in columns are not to be read on a telephone: one below the other they fit any width. */
const words = ({ columns, rows }: Table): Markup =>
    html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}">
        ${rows.map((row) => wordsRow(columns, row))}
    </table>`;

/** A table, as mail programs show it. */
export const tableToMail = (table: Table): Markup =>
    table.columns.some(({ isNumber }) => isNumber === true) ? numbers(table) : words(table);
