import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSimPath } from './sim.ts';
import type { Reply, Request } from './wire.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_STATE_BYTES = 512 * 1024 * 1024;

/** A body is larger than the double takes. */
export class BodyTooLarge extends Error {}

const readBody = async (incoming: IncomingMessage, limit: number): Promise<string> => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) throw new BodyTooLarge(`a body of more than ${limit} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
};

/** Headers by lower-case name. */
export const flatHeaders = (headers: NodeJS.Dict<string | string[] | number>): Record<string, string> =>
    Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
            value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
        ),
    );

/** Reads a request whole. @throws BodyTooLarge */
export const readRequest = async (incoming: IncomingMessage): Promise<Request> => {
    const target = (incoming.url ?? '/').replace(/^[^?]*/, (path) => path.replace(/\/{2,}/g, '/'));
    const [path = '/', search = ''] = target.split(/\?(.*)/s, 2);
    return {
        method: incoming.method ?? 'GET',
        path,
        target,
        query: new URLSearchParams(search),
        headers: flatHeaders(incoming.headers),
        body: await readBody(incoming, isSimPath(path) ? MAX_STATE_BYTES : MAX_BODY_BYTES),
    };
};

/** Writes the answer and gives back the body as it went out. */
export const sendReply = (outgoing: ServerResponse, { status, headers = {}, body, html }: Reply): string => {
    const text = html ?? (body === undefined ? '' : JSON.stringify(body));
    const type = html === undefined ? 'application/json' : 'text/html';
    outgoing.statusCode = status;
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    if (text !== '') outgoing.setHeader('Content-Type', `${type}; charset=utf-8`);
    if (status !== 204) outgoing.setHeader('Content-Length', Buffer.byteLength(text));
    outgoing.end(text);
    return text;
};
