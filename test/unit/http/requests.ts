import { HttpRequest } from '@azure/functions';
import { AppError } from '../../../shared/domain/errors.ts';

/** A request as the runtime hands it over. */
export const request = ({
    method = 'POST',
    path = '/api/x',
    headers = {},
    body,
    params = {},
}: {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
    params?: Record<string, string>;
}): HttpRequest => {
    const url = new URL(path, 'http://localhost');
    return new HttpRequest({
        method,
        url: url.href,
        headers,
        query: Object.fromEntries(url.searchParams),
        params,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? { string: body } : { bytes: body } }),
    });
};

/** The refusal that something ends in; a bug where it ends in none. */
export async function refusalOf(action: () => unknown): Promise<AppError> {
    try {
        await action();
    } catch (error) {
        if (error instanceof AppError) return error;
        throw error;
    }
    throw new Error('It was not refused.');
}
