import type { Answer } from './respond.ts';

/** What spreadsheets know UTF-8 by; they take the file for another encoding where it does not begin so. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A CSV file to be saved.
 *
 * @param name of the file: letters, digits, `-` and `.`
 * @param parts one after the other
 * @param marked for people, who open it in a spreadsheet; programs are spared the mark, which many take for a letter
 */
export const csvFile = (name: string, parts: readonly string[], { marked = false } = {}): Answer => ({
    status: 200,
    headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
    },
    body: `${marked ? BYTE_ORDER_MARK : ''}${parts.join('')}`,
});
