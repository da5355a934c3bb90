import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import { mediaTypeOf, readText, validate } from './parse.ts';

/** A form of a few buttons is never this large; in bytes. */
const BUTTONS = 4096;

interface FormShape {
    /** Bytes. */
    most?: number;
    /** Names that may be given several times, and come as a list; others come joined by commas, which fits no choice. */
    lists?: readonly string[];
}

/**
 * The fields of a form, validated.
 *
 * @throws AppError `unsupported-media-type`, `body-too-large`, `empty-body`, `malformed-body` or `validation-failed`
 */
export async function readForm<T>(
    request: HttpRequest,
    schema: z.ZodType<T>,
    { most = BUTTONS, lists = [] }: FormShape = {},
): Promise<T> {
    if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') {
        throw new AppError('unsupported-media-type', 'Send the form as application/x-www-form-urlencoded.');
    }
    const fields = new URLSearchParams(await readText(request, most));
    const valueOf = (name: string): string | string[] => {
        const values = fields.getAll(name);
        // Two answers at once, as Save and Decline, are none.
        return lists.includes(name) ? values : values.join(',');
    };
    return validate(schema, Object.fromEntries([...new Set(fields.keys())].map((name) => [name, valueOf(name)])));
}
