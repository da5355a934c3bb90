import type { IncomingMessage } from 'node:http';
import type { RpcHttpData, RpcNullable } from '../app/core-api.ts';
import type { RequestPath } from './request-path.ts';

type NullableStrings = Record<string, RpcNullable<string>>;

/** Repeated names are one entry, their values joined by commas; names are compared without case. */
const joined = (pairs: Iterable<readonly [string, string]>): NullableStrings => {
    const entries = new Map<string, { name: string; values: string[] }>();
    for (const [name, value] of pairs) {
        const entry = entries.get(name.toLowerCase()) ?? { name, values: [] };
        entry.values.push(value);
        entries.set(name.toLowerCase(), entry);
    }
    return Object.fromEntries([...entries.values()].map(({ name, values }) => [name, { value: values.join(',') }]));
};

const headerPairs = (rawHeaders: readonly string[]): [string, string][] =>
    Array.from({ length: rawHeaders.length / 2 }, (_, index) => [
        (rawHeaders[2 * index] ?? '').toLowerCase(),
        rawHeaders[2 * index + 1] ?? '',
    ]);

/** The address as the function sees it. */
export const requestUrl = (request: IncomingMessage, path: RequestPath): string =>
    `http://${request.headers.host ?? 'localhost'}${path.escaped}${path.query}`;

/**
 * Makes the request that the worker gets out of the one that came in.
 *
 * @param rawHeaders names and values by turns, as the app is to see them
 * @param body undefined where there is none
 */
export const toRpcRequest = (
    request: IncomingMessage,
    path: RequestPath,
    params: Record<string, string>,
    body: Uint8Array | undefined,
    rawHeaders: readonly string[] = request.rawHeaders,
): RpcHttpData => ({
    method: request.method ?? 'GET',
    url: requestUrl(request, path),
    nullableHeaders: joined(headerPairs(rawHeaders)),
    nullableQuery: joined(new URLSearchParams(path.query)),
    nullableParams: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, { value }])),
    ...(body === undefined ? {} : { body: { bytes: body } }),
});
