import { readFile } from 'node:fs/promises';
import { request } from 'node:https';

/** An answer; `body` is parsed where it is JSON of any kind, else text. */
export interface Answer {
    status: number;
    headers: Record<string, string>;
    body: unknown;
}

const parse = (text: string, contentType: string): unknown =>
    /[/+]json\b/.test(contentType) && text !== '' ? JSON.parse(text) : text;

/** A request over plain HTTP that follows no redirect. A body that is no string is sent as JSON. */
export const call = async (
    method: string,
    url: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> | undefined } = {},
): Promise<Answer> => {
    const answer = await fetch(url, {
        method,
        redirect: 'manual',
        headers: {
            ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
            ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers.entries()),
        body: parse(text, answer.headers.get('content-type') ?? ''),
    };
};

/**
 * A request over HTTPS to a server whose certificate is in a file: `fetch` can be told no authority of its own. A body that
 * is text is a form.
 */
export const callSecure = async (method: string, url: string, caFile: string, body?: unknown): Promise<Answer> => {
    const ca = await readFile(caFile);
    return new Promise((resolve, reject) => {
        const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
        const outgoing = request(url, { method, ca, headers: { 'content-type': type } }, (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('error', reject);
            answer.on('end', () => {
                resolve({
                    status: answer.statusCode ?? 0,
                    headers: Object.fromEntries(
                        Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
                    ),
                    body: parse(Buffer.concat(chunks).toString(), answer.headers['content-type'] ?? ''),
                });
            });
        });
        outgoing.on('error', reject);
        outgoing.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
    });
};
