import { stringify } from 'csv-stringify/sync';

/**
 * Rows as CSV (RFC 4180), one line each. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front, as these values come from other people.
 *
 * @param header whether a line with the column names comes first
 */
export const csvOf = <Row extends object>(
    columns: readonly (keyof Row & string)[],
    rows: readonly Row[],
    { header }: { header: boolean },
): string =>
    stringify([...rows], {
        columns: [...columns],
        header,
        escape_formulas: true,
        record_delimiter: 'windows',
        // A carriage return alone ends the row for some readers.
        quoted_match: /[\r\n]/,
    });
