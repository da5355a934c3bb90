import type { HttpRequest } from '@azure/functions';
import pLimit from 'p-limit';
import { AppError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';
import { describe } from '../domain/describe-error.ts';
import { csvLines } from './csv-rows.ts';
import { mediaTypeOf, parseJson, readText } from './parse.ts';
import { toProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import { json } from './respond.ts';
import type { Answer } from './respond.ts';

/** A row of a batch: its value, not yet validated, or why it cannot be read. */
export type BatchRow =
    { index: number; value: unknown; error?: undefined } | { index: number; value?: undefined; error: AppError };

/** The columns of a CSV that are no text. */
export interface CsvColumns {
    /** `true` and `false` in these columns become booleans. */
    booleans?: readonly string[];
    /** Plain decimal numbers in these columns become numbers. */
    numbers?: readonly string[];
    /** Texts with semicolons between them in these columns become lists. */
    lists?: readonly string[];
}

/** A batch has at most so many rows. */
export const MOST_ROWS = 5_000;
/** No table of ours is nearly as wide, and each further column costs in every row. */
const MOST_COLUMNS = 100;
/** A batch is never larger than this, in bytes. */
export const BATCH_BODY = 10 * 1024 * 1024;

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];

const unreadable = (index: number, message: string): BatchRow => ({
    index,
    error: new AppError('malformed-body', message),
});

const notTooMany = <T>(rows: readonly T[]): readonly T[] => {
    if (rows.length > MOST_ROWS) throw new AppError('too-many-rows', `A batch may have at most ${MOST_ROWS} rows.`);
    return rows;
};

function fromArray(text: string): BatchRow[] {
    const value = parseJson(text);
    if (!Array.isArray(value)) throw new AppError('malformed-body', 'The body must be a JSON array.');
    return notTooMany<unknown>(value).map((row, index) => ({ index, value: row }));
}

function fromNdjson(text: string): BatchRow[] {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return notTooMany(lines).map((line, index) => {
        try {
            return { index, value: parseJson(line) };
        } catch {
            return unreadable(index, 'This line is not valid JSON.');
        }
    });
}

function headerOf(text: string): string[] {
    const [first] = csvLines(text, 1);
    if (first === undefined || !('cells' in first)) {
        throw new AppError('malformed-body', 'A CSV needs a first line that names its columns.');
    }
    if (first.cells.length > MOST_COLUMNS) {
        throw new AppError('malformed-body', `The CSV has more than ${String(MOST_COLUMNS)} columns.`);
    }
    const names = first.cells.map((name) => name.trim());
    if (names.includes('')) throw new AppError('malformed-body', 'Every column of the CSV needs a name.');
    if (new Set(names).size !== names.length) {
        throw new AppError('malformed-body', 'The CSV names a column twice.');
    }
    return names;
}

/** A cell that does not fit its column stays text, so that validation can say what is wrong with it. */
function cellValue(name: string, cell: string, columns: CsvColumns): unknown {
    if (columns.booleans?.includes(name) === true && (cell === 'true' || cell === 'false')) return cell === 'true';
    if (columns.numbers?.includes(name) === true && /^-?\d{1,15}(\.\d{1,15})?$/.test(cell)) return Number(cell);
    if (columns.lists?.includes(name) === true) {
        return cell
            .split(';')
            .map((part) => part.trim())
            .filter((part) => part !== '');
    }
    return cell;
}

/**
 * The rows of a CSV, as `readRows` gives them.
 *
 * @throws AppError `malformed-body` for its first line, or `too-many-rows`
 */
export function fromCsv(text: string, columns: CsvColumns = {}): BatchRow[] {
    const names = headerOf(text);
    const lines = csvLines(text, MOST_ROWS + 2).slice(1);
    return notTooMany(lines).map((line, index) => {
        if ('broken' in line) return unreadable(index, `This row is ${line.broken}.`);
        if (line.cells.length !== names.length) {
            return unreadable(
                index,
                `This row has ${line.cells.length} cells where the header has ${names.length} columns.`,
            );
        }
        const given = names.flatMap((name, column) => {
            const cell = line.cells[column] ?? '';
            return cell === '' ? [] : [[name, cellValue(name, cell, columns)] as const];
        });
        return { index, value: Object.fromEntries(given) };
    });
}

/**
 * The rows of a batch, in order: a JSON array, NDJSON (one value a line) or CSV (first line names
 * the fields; an empty cell is a field that is not given; a byte order mark is skipped). A line that
 * cannot be read is that row's error and no other's.
 *
 * @throws AppError `unsupported-media-type`, `empty-body`, `malformed-body` (the body as a whole),
 *   `body-too-large` (10 MB) or `too-many-rows` (5,000)
 */
export async function readRows(request: HttpRequest, columns: CsvColumns = {}): Promise<BatchRow[]> {
    const type = mediaTypeOf(request);
    if (type !== 'application/json' && type !== 'text/csv' && !NDJSON.includes(type)) {
        throw new AppError(
            'unsupported-media-type',
            'Send the batch as application/json (an array), application/x-ndjson or text/csv.',
        );
    }
    const text = await readText(request, BATCH_BODY);
    if (type === 'application/json') return fromArray(text);
    return type === 'text/csv' ? fromCsv(text, columns) : fromNdjson(text);
}

/** What became of one row; what it made stands beside it under a name of its own. */
export type RowAnswer = { index: number; status: number; problem?: Problem } & Record<string, unknown>;

/** How many rows are worked on at once. */
const ROWS_AT_ONCE = 8;

/**
 * What a row is about, as its fields of these names say it, without case; undefined where one of
 * them is no text.
 */
export const subjectFrom =
    (...fields: readonly string[]) =>
    (value: unknown): string | undefined => {
        const texts = fields.map((field): unknown => (Object(value) as Record<string, unknown>)[field]);
        return texts.every((text) => typeof text === 'string') ? texts.join(' ').toLowerCase() : undefined;
    };

/**
 * Does every row and tells what became of each, in order; a row that fails stops no other.
 *
 * @param one does one row: gives its status and what to show, or throws
 * @param subjectOf rows of the same subject are done one after the other, so that the first of them wins every time
 */
export async function doRows(
    rows: readonly BatchRow[],
    log: Log,
    one: (value: unknown) => Promise<{ status: number } & Record<string, unknown>>,
    subjectOf: (value: unknown) => string | undefined = () => undefined,
): Promise<RowAnswer[]> {
    const limit = pLimit(ROWS_AT_ONCE);
    const answerOf = async ({ index, value, error }: BatchRow): Promise<RowAnswer> => {
        try {
            if (error !== undefined) throw error;
            return { index, ...(await one(value)) };
        } catch (thrown) {
            const problem = toProblem(thrown);
            if (problem.status >= 500) log.error('row failed', { index, ...describe(thrown) });
            return { index, status: problem.status, problem };
        }
    };
    // Rows are begun in order, so whoever waits here waits for a row that is already being worked on.
    const last = new Map<string, Promise<RowAnswer>>();
    return await limit.map(rows, (row): Promise<RowAnswer> => {
        const subject = subjectOf(row.value);
        if (subject === undefined) return answerOf(row);
        const earlier = last.get(subject) ?? Promise.resolve();
        const answer = earlier.then(() => answerOf(row));
        last.set(subject, answer);
        return answer;
    });
}

/** The same as an answer: 207 with what became of each. */
export const answerRows = async (...how: Parameters<typeof doRows>): Promise<Answer> => json(207, await doRows(...how));
