import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import type { Block, Column } from '../blocks.ts';
import { STYLE } from './styles.ts';
import type { Markup } from '../markup.ts';
import { labelToHtml, phraseToHtml } from '../phrase-html.ts';
import type { Phrase } from '../phrase.ts';

type Table = Extract<Block, { kind: 'table' }>;

const styleOf = (column: Column | undefined): string => (column?.isNumber === true ? STYLE.number : STYLE.cell);

const numbersRow = (columns: readonly Column[], row: readonly Phrase[], language: Language): Markup =>
    html`<tr>
        ${row.map(
            (cell, index) =>
                html`<td class="line" style="${styleOf(columns[index])}">${phraseToHtml(cell, language)}</td>`,
        )}
    </tr>`;

/** Numbers want to stand below each other. */
const numbers = ({ columns, rows }: Table, language: Language): Markup =>
    html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}">
        <tr>
            ${columns.map(
                (column) =>
                    html`<th class="line quiet" scope="col" style="${styleOf(column)};${STYLE.columnName}">
                        ${labelToHtml(column.name, language)}
                    </th>`,
            )}
        </tr>
        ${rows.map((row) => numbersRow(columns, row, language))}
    </table>`;

const wordsRow = (columns: readonly Column[], [first, ...cells]: readonly Phrase[], language: Language): Markup =>
    html`<tr>
        <td class="line" style="${STYLE.fact}">
            <strong>${first === undefined ? '' : phraseToHtml(first, language)}</strong>
            ${cells.map(
                (cell, index) =>
                    html`<br /><span class="quiet" style="${STYLE.factName}"
                            >${labelToHtml(columns[index + 1]?.name ?? '', language)}:</span
                        >
                        ${phraseToHtml(cell, language)}`,
            )}
        </td>
    </tr>`;

/** Words in columns are not to be read on a telephone: one below the other they fit any width. */
const words = ({ columns, rows }: Table, language: Language): Markup =>
    html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}">
        ${rows.map((row) => wordsRow(columns, row, language))}
    </table>`;

/** A table, as mail programs show it. */
export const tableToMail = (table: Table, language: Language): Markup =>
    table.columns.some(({ isNumber }) => isNumber === true) ? numbers(table, language) : words(table, language);
