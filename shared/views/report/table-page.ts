import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { columnName } from '../blocks.ts';
import type { Block, Column } from '../blocks.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { phraseToText } from '../phrase-text.ts';
import type { Phrase } from '../phrase.ts';

const numberClass = (column: Column | undefined): Markup | '' =>
    column?.isNumber === true ? html` class="number"` : '';

// The roles are said again, because a table whose rows are shown as blocks is none to some screen readers.
const rowToHtml = (columns: readonly Column[], [first, ...others]: readonly Phrase[], language: Language): Markup =>
    html`<tr role="row">
        <th role="rowheader" scope="row">${first === undefined ? '' : phraseToHtml(first, language)}</th>
        ${others.map((cell, index) => {
            const name = phraseToText(columnName(columns, index + 1), language);
            return html`<td role="cell" data-name="${name}" ${numberClass(columns[index + 1])}>
                <span>${phraseToHtml(cell, language)}</span>
            </td>`;
        })}
    </tr>`;

/** A table that becomes a list where there is little room. */
export const tableToHtml = ({ columns, rows }: Extract<Block, { kind: 'table' }>, language: Language): Markup =>
    html`<table role="table">
        <thead role="rowgroup">
            <tr role="row">
                ${columns.map(
                    (column) =>
                        html`<th role="columnheader" scope="col" ${numberClass(column)}>
                            ${phraseToHtml(column.name, language)}
                        </th>`,
                )}
            </tr>
        </thead>
        <tbody role="rowgroup">
            ${rows.map((row) => rowToHtml(columns, row, language))}
        </tbody>
    </table>`;
