import type { Columns, Row } from './table.ts';

/** A column holds 64 KiB of UTF-16; in characters, with room to spare. */
const LONGEST = 30_000;
/** A row holds 1 MiB. */
const MOST = 15;

const nameOf = (index: number): string => `text${String(index).padStart(2, '0')}`;

/**
 * A long text in as many columns as it takes.
 *
 * @param text in ASCII, so that no character is cut in two
 * @throws RangeError where a row does not hold it
 */
export function toChunks(text: string): Columns {
    const columns: Columns = {};
    for (let start = 0; start < text.length; start += LONGEST) {
        const index = start / LONGEST;
        if (index === MOST) throw new RangeError('The text is longer than a row holds.');
        columns[nameOf(index)] = text.slice(start, start + LONGEST);
    }
    return columns;
}

/** The text of a row; empty where it has none. */
export function fromChunks(row: Row): string {
    let text = '';
    for (let index = 0; index < MOST; index += 1) {
        const part = row[nameOf(index)];
        if (typeof part !== 'string') break;
        text += part;
    }
    return text;
}
