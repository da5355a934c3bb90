import type { HttpRequest } from '@azure/functions';
import { AppError } from '../../domain/errors.ts';
import { BATCH_BODY } from '../batch.ts';
import { mediaTypeOf } from '../parse.ts';

/** Around the file itself, in bytes: boundaries, names, and a key. */
const AROUND = 64 * 1024;

type Fields = Awaited<ReturnType<HttpRequest['formData']>>;

/**
 * The fields of a form that carries files or much text.
 *
 * @throws AppError `unsupported-media-type`, `body-too-large` or `malformed-body`
 */
export async function readMultipart(request: HttpRequest, most: number): Promise<Fields> {
    if (mediaTypeOf(request) !== 'multipart/form-data') {
        throw new AppError('unsupported-media-type', 'Send the form as multipart/form-data.');
    }
    const declared = Number(request.headers.get('content-length') ?? 0);
    if (!(declared > 0 && declared <= most + AROUND)) {
        throw new AppError('body-too-large', `The form may have at most ${String(most)} bytes, and says how many.`);
    }
    try {
        return await request.formData();
    } catch (error) {
        throw new AppError('malformed-body', 'The body is not a form.', {}, { cause: error });
    }
}

/** A file that was chosen or dropped; or what is wrong with it, as its sender may mend it. */
export type Upload = { name: string; text: string } | { error: string };

/** @throws AppError where it is no form of ours */
export async function readUpload(request: HttpRequest): Promise<Upload> {
    let file: ReturnType<Fields['get']>;
    try {
        file = (await readMultipart(request, BATCH_BODY)).get('file');
    } catch (error) {
        if (error instanceof AppError && error.code === 'body-too-large') return { error: 'It is larger than 10 MB.' };
        throw error;
    }
    if (file === null || typeof file === 'string') throw new AppError('malformed-body', 'The form has no file.');
    if (file.size === 0) return { error: 'Choose a file, or drop one: this one is empty.' };
    try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
        return { name: file.name.slice(0, 200), text };
    } catch {
        return { error: 'It is not in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.' };
    }
}
