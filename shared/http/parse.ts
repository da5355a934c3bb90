import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type { FieldError } from '../domain/errors.ts';
import { plainFault } from './plain-faults.ts';

/** A single thing is never this large; in bytes. */
export const SMALL_BODY = 64 * 1024;

export const mediaTypeOf = (request: HttpRequest): string =>
    (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The body as it came, up to `most` bytes. */
export async function readBytes(request: HttpRequest, most: number): Promise<Buffer> {
    const declared = Number(request.headers.get('content-length') ?? 0);
    const tooLarge = () => new AppError('body-too-large', `The body may have at most ${most} bytes.`);
    if (declared > most) throw tooLarge();
    const bytes = Buffer.from(await request.arrayBuffer());
    if (bytes.length > most) throw tooLarge();
    if (bytes.length === 0) {
        throw new AppError(
            'empty-body',
            'A body is needed, with its Content-Length: a chunked one does not arrive in Azure Functions.',
        );
    }
    return bytes;
}

/** The body as text; bytes that are not UTF-8 are refused rather than replaced. */
export async function readText(request: HttpRequest, most: number): Promise<string> {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(request, most));
    } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError('malformed-body', 'The body is not valid UTF-8.', {}, { cause: error });
    }
}

export const parseJson = (text: string): unknown => {
    try {
        return JSON.parse(text) as unknown;
    } catch (error) {
        throw new AppError('malformed-body', 'The body is not valid JSON.', {}, { cause: error });
    }
};

/** A JSON body, not yet validated. */
export async function readJson(request: HttpRequest, most = SMALL_BODY): Promise<unknown> {
    const type = mediaTypeOf(request);
    if (type !== 'application/json') {
        throw new AppError('unsupported-media-type', 'Send the body as application/json.');
    }
    return parseJson(await readText(request, most));
}

/** What zod found, as a list of fields; an unknown field is named itself. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
    error.issues.flatMap((issue) => {
        const path = issue.path.map(String);
        if (issue.code === 'unrecognized_keys') {
            return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'unknown field' }));
        }
        return [{ field: path.join('.'), message: issue.message }];
    });

/**
 * @throws AppError `validation-failed` with `errors`, one for each field
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value, { error: plainFault });
    if (parsed.success) return parsed.data;
    const errors = fieldErrors(parsed.error);
    const named = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
    throw new AppError('validation-failed', named.join('; '), { errors });
}

/** The query, for a schema that refuses unknown names; `code` is the platform's, it may carry the function key. */
export function readQuery<T>(schema: z.ZodType<T>, request: HttpRequest): T {
    const query = [...request.query].filter(([name]) => name !== 'code');
    return validate(schema, Object.fromEntries(query));
}
