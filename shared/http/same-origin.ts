import type { HttpRequest } from '@azure/functions';
import { AppError } from '../domain/errors.ts';

/**
 * A form is ours where the browser says so: `Sec-Fetch-Site: same-origin`, or, from one that does not
 * send it, our own `Origin`.
 *
 * @throws AppError `cross-site`
 */
export function requireSameOrigin(request: HttpRequest, publicBaseUrl: string): void {
    const site = request.headers.get('sec-fetch-site');
    const isOurs = site === null ? request.headers.get('origin') === publicBaseUrl : site === 'same-origin';
    if (!isOurs) throw new AppError('cross-site', 'Open the link from the mail and decide on that page.');
}
