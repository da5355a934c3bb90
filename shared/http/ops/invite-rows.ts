import { AppError } from '../../domain/errors.ts';
import type { InviteRequest } from '../../use-cases/invites/invite-request.ts';
import type { PreviewRow } from '../../views/ops/models.ts';
import { fromCsv, subjectFrom } from '../batch.ts';
import type { BatchRow } from '../batch.ts';
import { INVITE_COLUMNS } from '../invite-json.ts';
import { fieldErrors } from '../parse.ts';
import { plainFault } from '../plain-faults.ts';
import { formRequest } from './invite-form.ts';

/** A row of a file: what is asked for, or why it cannot be. */
export interface FileRow extends PreviewRow {
    index: number;
    request: InviteRequest | undefined;
}

const KNOWN = Object.keys(formRequest.shape);
const NEEDED = ['subscriptionId', 'adminEmail'] as const;

export const inviteSubject = subjectFrom(...NEEDED);

const cellsOf = (value: unknown): Record<string, unknown> => Object(value) as Record<string, unknown>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a row is about, as it has it. */
export const shownOf = (value: unknown): Pick<PreviewRow, 'subscriptionId' | 'adminEmail' | 'customerName'> => {
    const cells = cellsOf(value);
    return {
        subscriptionId: textOf(cells.subscriptionId),
        adminEmail: textOf(cells.adminEmail),
        customerName: textOf(cells.customerName),
    };
};

function rowOf({ index, value, error }: BatchRow): FileRow {
    const about = { index, number: index + 1, ...shownOf(value) };
    if (error !== undefined) return { ...about, request: undefined, reasons: [error.message] };
    const parsed = formRequest.safeParse(value, { error: plainFault });
    if (parsed.success) return { ...about, request: parsed.data, reasons: [] };
    const reasons = fieldErrors(parsed.error).map(({ field, message }) => `${field}: ${message}`);
    return { ...about, request: undefined, reasons };
}

/** The first of several rows about the same is sent. */
function withoutRepeats(rows: readonly FileRow[]): FileRow[] {
    const first = new Map<string, number>();
    return rows.map((row) => {
        const subject = row.request === undefined ? undefined : inviteSubject(row.request);
        if (subject === undefined) return row;
        const earlier = first.get(subject);
        if (earlier === undefined) {
            first.set(subject, row.number);
            return row;
        }
        const reason = `The same subscription and admin as row ${String(earlier)}.`;
        return { ...row, request: undefined, reasons: [reason] };
    });
}

/** What keeps every row of the file from being one; undefined where nothing does. */
function wrongColumns(values: readonly unknown[]): string | undefined {
    const names = new Set(values.flatMap((value) => Object.keys(cellsOf(value))));
    const unknown = [...names].filter((name) => !KNOWN.includes(name));
    if (unknown.length > 0) return `It has columns that are not known: ${unknown.slice(0, 10).join(', ')}.`;
    const lacking = NEEDED.filter((name) => !names.has(name));
    return lacking.length > 0 ? `It has nothing in a column ${lacking.join(' and ')}.` : undefined;
}

/** The rows of a CSV file, or what is wrong with it as a whole. */
export function rowsOfFile(text: string): { rows: FileRow[] } | { error: string } {
    let rows: BatchRow[];
    try {
        rows = fromCsv(text, INVITE_COLUMNS);
    } catch (error) {
        if (error instanceof AppError && ['malformed-body', 'too-many-rows'].includes(error.code)) {
            return { error: error.message };
        }
        throw error;
    }
    if (rows.length === 0) return { error: 'There is no row below its first line.' };
    const readable = rows.flatMap((row) => (row.error === undefined ? [row.value] : []));
    const error = readable.length === 0 ? undefined : wrongColumns(readable);
    return error === undefined ? { rows: withoutRepeats(rows.map(rowOf)) } : { error };
}
