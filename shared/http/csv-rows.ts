import { parse } from 'csv-parse/sync';

/** A line of CSV: its cells, or why it cannot be read. */
export type CsvLine = { cells: string[] } | { broken: string };

/** No row that we know is nearly this long; it bounds what an unclosed quote can swallow. In bytes. */
const LONGEST_ROW = 64 * 1024;
const LINE_FEED = 0x0a;

/** Thrown through the parser to end it early. */
class Enough extends Error {}

/** Spreadsheets write the separator of their language: the header, whose names have none of them, tells which. */
function delimiterOf(text: string): string {
    const header = text.slice(0, /[\r\n]/.exec(text)?.index);
    return [',', ';', '\t'].find((candidate) => header.includes(candidate)) ?? ',';
}

/**
 * The lines of a CSV document, header first; empty ones are left out. A line that cannot be read
 * costs itself alone: reading goes on behind its line break, so that an unclosed quote does not
 * swallow the rest.
 *
 * @param most stops after so many lines
 */
export function csvLines(text: string, most: number): CsvLine[] {
    const lines: CsvLine[] = [];
    const delimiter = delimiterOf(text);
    let rest = Buffer.from(text.startsWith('\ufeff') ? text.slice(1) : text);
    while (rest.length > 0 && lines.length < most) {
        let read = 0;
        try {
            parse(rest, {
                delimiter,
                relax_column_count: true,
                skip_empty_lines: true,
                max_record_size: LONGEST_ROW,
                on_record: (cells: string[], { bytes }) => {
                    lines.push({ cells });
                    read = bytes;
                    if (lines.length >= most) throw new Enough();
                    return null;
                },
            });
            return lines;
        } catch (error) {
            if (error instanceof Enough) return lines;
            lines.push({ broken: 'not a line of CSV: look at its quotes and its length' });
            let start = read;
            // The line break that ended the last row, and empty lines, come before the broken one.
            while (rest[start] === LINE_FEED || rest[start] === 0x0d) start += 1;
            const end = rest.indexOf(LINE_FEED, start);
            rest = end === -1 ? Buffer.alloc(0) : rest.subarray(end + 1);
        }
    }
    return lines;
}
