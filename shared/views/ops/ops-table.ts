import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

export interface OpsColumn {
    name: string;
    isNumber?: boolean;
    /** Whole sentences: they begin at the start of the line where there is little room. */
    isProse?: boolean;
}

export interface OpsRow {
    /** The first says what the row is about. An empty cell is not shown where there is little room. */
    cells: readonly (Markup | string)[];
    isBad?: boolean;
}

const classOf = (column: OpsColumn | undefined): Markup | '' => {
    if (column?.isNumber === true) return html` class="number"`;
    return column?.isProse === true ? html` class="prose"` : '';
};

// The roles are said again, because a table whose rows are shown as blocks is none to some screen readers.
const rowToHtml = (columns: readonly OpsColumn[], { cells: [first = '', ...others], isBad = false }: OpsRow): Markup =>
    html`<tr role="row" ${isBad ? html`class="bad-row"` : ''}>
        <th role="rowheader" scope="row">${first}</th>
        ${others.map((cell, index) => {
            const column = columns[index + 1];
            const inside = cell === '' ? '' : html`<span>${cell}</span>`;
            return html`<td role="cell" data-name="${column?.name ?? ''}" ${classOf(column)}>${inside}</td>`;
        })}
    </tr>`;

/**
 * A table of cells that may hold links and buttons; a list where there is little room.
 *
 * @param caption names it for whoever does not see what stands around it
 */
export const opsTable = (caption: string, columns: readonly OpsColumn[], rows: readonly OpsRow[]): Markup =>
    html`<table role="table" aria-label="${caption}">
        <thead role="rowgroup">
            <tr role="row">
                ${columns.map(
                    (column) => html`<th role="columnheader" scope="col" ${classOf(column)}>${column.name}</th>`,
                )}
            </tr>
        </thead>
        <tbody role="rowgroup">
            ${rows.map((row) => rowToHtml(columns, row))}
        </tbody>
    </table>`;
