import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface Answer {
    status: number;
    headers: IncomingHttpHeaders;
    body: Buffer;
    text: string;
}

export interface Call {
    method?: string;
    headers?: Record<string, string | string[]>;
    body?: string | Buffer;
    /** Sends the body without saying its length. */
    chunked?: boolean;
    family?: 4 | 6;
}

/** Sends a request exactly as given: no path is tidied, no header added but the framing. */
export const call = (url: string, path: string, options: Call = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
        const { method = 'GET', headers = {}, body, chunked = false, family } = options;
        const length = body === undefined || chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const { hostname, port } = new URL(url);
        const outgoing = request(
            {
                hostname,
                port,
                path,
                method,
                agent: false,
                headers: { ...headers, ...length },
                ...(family && { family }),
            },
            (response) => {
                const chunks: Buffer[] = [];
                response.on('data', (chunk: Buffer) => chunks.push(chunk));
                response.on('error', reject);
                response.on('end', () => {
                    const all = Buffer.concat(chunks);
                    const { statusCode: status = 0, headers: received } = response;
                    resolve({ status, headers: received, body: all, text: all.toString('utf8') });
                });
            },
        );
        outgoing.on('error', reject);
        if (chunked) outgoing.setHeader('transfer-encoding', 'chunked');
        outgoing.end(body);
    });

/** What the echo function of the fixture says it saw. */
export interface Seen {
    name: string;
    method: string;
    url: string;
    params: Record<string, string>;
    query: Record<string, string>;
    headers: Record<string, string>;
    length: number;
}

export const seenIn = (answer: Answer): Seen => JSON.parse(answer.text) as Seen;
