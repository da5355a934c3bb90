import { AppError } from '../../domain/errors.ts';
import { PRODUCTS, subjectKey } from '../../domain/products/product.ts';
import type { Product } from '../../domain/products/product.ts';
import { followerSubjects, leadSubject } from '../../use-cases/invites/asked-subjects.ts';
import type { InviteRequest } from '../../use-cases/invites/invite-request.ts';
import type { PreviewRow } from '../../views/ops/models.ts';
import { PRODUCT_LABELS } from '../../views/words/products.ts';
import { fromCsv } from '../batch.ts';
import type { BatchRow } from '../batch.ts';
import { INVITE_COLUMNS } from '../invite-request.ts';
import { fieldErrors } from '../parse.ts';
import { plainFault } from '../plain-faults.ts';
import { FORM_COLUMNS, formRequest } from './invite-form.ts';

/** A row of a file: what is asked for, or why it cannot be. */
export interface FileRow extends PreviewRow {
    index: number;
    request: InviteRequest | undefined;
}

const NEEDED = ['adminEmail'] as const;

const cellsOf = (value: unknown): Record<string, unknown> => Object(value) as Record<string, unknown>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isProduct = (name: string): name is Product => (PRODUCTS as readonly string[]).includes(name);

const labelOf = (name: string): string => (isProduct(name) ? PRODUCT_LABELS[name] : name);

/** Names alone in a file, and with what is meant of each in a row that was read. */
const namesOf = (alsoFor: unknown): string[] =>
    (Array.isArray(alsoFor) ? alsoFor : []).map((also: unknown) =>
        textOf(typeof also === 'object' ? cellsOf(also).product : also),
    );

/** What a row is about, as it has it. */
export function shownOf(value: unknown): Pick<PreviewRow, 'about' | 'adminEmail' | 'customerName'> {
    const { product, productName, alsoFor, ...cells } = cellsOf(value);
    const names = [textOf(product) || 'azure', ...namesOf(alsoFor)];
    const labels = names.map(labelOf);
    const [first, ...others] = labels;
    const lead = textOf(productName) === '' ? [first ?? ''] : [`${first ?? ''}: ${textOf(productName)}`];
    return {
        about: {
            products: names.length === 1 && names[0] === 'azure' ? undefined : [...lead, ...others],
            id: textOf(cells.subscriptionId) || textOf(cells.tenantId),
        },
        adminEmail: textOf(cells.adminEmail),
        customerName: textOf(cells.customerName),
    };
}

function rowOf({ index, value, error }: BatchRow): FileRow {
    const about = { index, number: index + 1, ...shownOf(value) };
    if (error !== undefined) return { ...about, request: undefined, reasons: [error.message] };
    const parsed = formRequest.safeParse(value, { error: plainFault });
    if (parsed.success) return { ...about, request: parsed.data, reasons: [] };
    const reasons = fieldErrors(parsed.error).map(({ field, message }) => `${field}: ${message}`);
    return { ...about, request: undefined, reasons };
}

/** The same for rows that cannot both be sent, as far as they tell without being looked up; or why one cannot at all. */
function keysOf(request: InviteRequest): string[] | { reason: string } {
    const { tenantId, subscriptionId = '', adminEmail } = request;
    try {
        const subjects = [leadSubject(request), ...followerSubjects(request, tenantId ?? subscriptionId)];
        return subjects.map((subject) => `${subjectKey(subject)} ${adminEmail.toLowerCase()}`);
    } catch (error) {
        if (error instanceof AppError) return { reason: error.message };
        throw error;
    }
}

/** The first of several rows about the same is sent. */
function withoutRepeats(rows: readonly FileRow[]): FileRow[] {
    const first = new Map<string, number>();
    return rows.map((row) => {
        if (row.request === undefined) return row;
        const refused = (reason: string): FileRow => ({ ...row, request: undefined, reasons: [reason] });
        const keys = keysOf(row.request);
        if ('reason' in keys) return refused(keys.reason);
        const earlier = keys.flatMap((key) => first.get(key) ?? []).at(0);
        const what = row.about.products === undefined ? 'subscription' : 'product';
        if (earlier !== undefined) return refused(`The same ${what} and admin as row ${String(earlier)}.`);
        for (const key of keys) first.set(key, row.number);
        return row;
    });
}

/** What keeps every row of the file from being one; undefined where nothing does. */
function wrongColumns(values: readonly unknown[]): string | undefined {
    const names = new Set(values.flatMap((value) => Object.keys(cellsOf(value))));
    const unknown = [...names].filter((name) => !FORM_COLUMNS.includes(name));
    if (unknown.length > 0) return `It has columns that are not known: ${unknown.slice(0, 10).join(', ')}.`;
    const needed = names.has('product') ? NEEDED : (['subscriptionId', ...NEEDED] as const);
    const lacking = needed.filter((name) => !names.has(name));
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
