import type { HttpRequest } from '@azure/functions';

/** Scripts ask for JSON; everybody else gets a page. */
export const wantsJson = (request: HttpRequest): boolean => {
    const accept = request.headers.get('accept') ?? '';
    return /application\/(problem\+)?json/i.test(accept) && !/text\/html/i.test(accept);
};
