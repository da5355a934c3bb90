import { html } from 'hono/html';
import type { Block, Column } from '../blocks.ts';
import { STYLE } from '../mail-styles.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import type { Phrase } from '../phrase.ts';

const styleOf = (column: Column | undefined): string => (column?.isNumber === true ? STYLE.number : STYLE.cell);

const rowToHtml = (columns: readonly Column[], row: readonly Phrase[]): Markup =>
    html`<tr>
        ${row.map(
            (cell, index) => html`<td class="line" style="${styleOf(columns[index])}">${phraseToHtml(cell)}</td>`,
        )}
    </tr>`;

/** A table of data, as mail programs show it. */
export const tableToMail = ({ columns, rows }: Extract<Block, { kind: 'table' }>): Markup =>
    html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}">
        <tr>
            ${columns.map(
                (column) =>
                    html`<th class="line quiet" scope="col" style="${styleOf(column)};${STYLE.columnName}">
                        ${column.name}
                    </th>`,
            )}
        </tr>
        ${rows.map((row) => rowToHtml(columns, row))}
    </table>`;
