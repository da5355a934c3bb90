import type { HttpRequest } from '@azure/functions';

const pairsOf = (request: HttpRequest): string[] =>
    (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());

/** Each name once, as browsers send them: of the same path the oldest first. */
export const cookieNames = (request: HttpRequest): string[] => [
    ...new Set(pairsOf(request).flatMap((pair) => pair.split('=', 1))),
];

/** Every value of that name: over plain HTTP another port of the same host may have set one too. */
export const cookieValues = (request: HttpRequest, name: string): string[] =>
    pairsOf(request)
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1));
