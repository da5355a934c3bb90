import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import { BATCH_BODY, MOST_ROWS } from '../batch.ts';
import { parseJson, validate } from '../parse.ts';
import { formKey } from './invite-form.ts';
import { readMultipart } from './invite-file.ts';
import type { FileRow } from './invite-rows.ts';

/** Names of fields and quotes around what the file has in its cells, at most. */
const MOST = 4 * BATCH_BODY;

const carried = z
    .array(z.strictObject({ index: z.int().min(0).max(MOST_ROWS), value: z.unknown() }))
    .min(1, 'at least one row')
    .max(MOST_ROWS, `at most ${String(MOST_ROWS)} rows`);

/** The rows that can be sent, as the form of the preview carries them. Nothing is believed of them when they come back. */
export const carriedRows = (rows: readonly FileRow[]): string =>
    JSON.stringify(rows.flatMap(({ index, request }) => (request === undefined ? [] : [{ index, value: request }])));

export interface CarriedRows {
    key: string;
    /** Values as they came, still to be validated. */
    rows: { index: number; value: unknown }[];
}

/** @throws AppError where it is no form of ours */
export async function readCarriedRows(request: HttpRequest): Promise<CarriedRows> {
    const fields = await readMultipart(request, MOST);
    const [key, rows] = [fields.get('key'), fields.get('rows')];
    if (typeof key !== 'string' || typeof rows !== 'string') {
        throw new AppError('malformed-body', 'The form has no rows.');
    }
    return { key: validate(formKey, key), rows: validate(carried, parseJson(rows)) };
}
