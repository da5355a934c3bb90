import type { Columns, Row } from './table.ts';

/** A column holds 64 KiB of UTF-16; in characters, with room to spare. */
const LONGEST = 30_000;
/** A row holds 1 MiB. */
const MOST = 15;

const nameOf = (index: number): string => `text${String(index).padStart(2, '0')}`;

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/**
 * A long text in as many columns as it takes.
 *
 * @throws RangeError where a row does not hold it
 */
export function toChunks(text: string): Columns {
    const columns: Columns = {};
    let start = 0;
    for (let index = 0; start < text.length; index += 1) {
        if (index === MOST) throw new RangeError('The text is longer than a row holds.');
        let end = Math.min(start + LONGEST, text.length);
        // Half of a character would not come back as it was.
        if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
        columns[nameOf(index)] = text.slice(start, end);
        start = end;
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
