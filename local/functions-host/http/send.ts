import type { ServerResponse } from 'node:http';
import type { RpcHttpData } from '../app/core-api.ts';
import { toSetCookie } from './set-cookie.ts';

/** Answers with a status and nothing else, as the real host does on its own account. */
export const sendEmpty = (response: ServerResponse, status: number): void => {
    response.writeHead(status, { 'content-length': '0' }).end();
};

export const sendText = (response: ServerResponse, status: number, text: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
};

export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
};

/** The framing is the host's: a handler's own word on it would contradict the chunked answer. */
const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive']);

/**
 * Answers with what a function made. Bodies always go out chunked, without Content-Length; a function that returned
 * nothing is a 204.
 *
 * @param result undefined where the function returned nothing
 */
export const sendResult = (response: ServerResponse, result: RpcHttpData | undefined): void => {
    if (result === undefined) {
        response.writeHead(204).end();
        return;
    }
    response.statusCode = Number(result.statusCode ?? '200');
    for (const [name, value] of Object.entries(result.headers ?? {})) {
        if (!framing.has(name.toLowerCase())) response.appendHeader(name, value);
    }
    for (const cookie of result.cookies ?? []) response.appendHeader('set-cookie', toSetCookie(cookie));
    const body = result.body?.bytes ?? new Uint8Array();
    if (body.length > 0) {
        response.setHeader('transfer-encoding', 'chunked');
        response.end(body);
        return;
    }
    if (![204, 304].includes(response.statusCode)) response.setHeader('content-length', '0');
    response.end();
};
