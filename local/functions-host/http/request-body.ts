import type { IncomingMessage } from 'node:http';

/** The real host's limit, in bytes. */
const maxBodyBytes = 104_857_600;

export type RequestBody = { kind: 'body'; bytes: Uint8Array | undefined } | { kind: 'too-large' };

/**
 * Reads a request's body as the real host does: one without a Content-Length (chunked) counts as empty. What is too
 * large is read to its end and thrown away, so that the client gets to read the answer.
 *
 * @throws where the client goes away before the end
 */
export const readRequestBody = async (request: IncomingMessage): Promise<RequestBody> => {
    const length = Number(request.headers['content-length'] ?? '0');
    const keep = length > 0 && length <= maxBodyBytes;
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
        if (keep) chunks.push(chunk);
    }
    if (length > maxBodyBytes) return { kind: 'too-large' };
    return { kind: 'body', bytes: keep ? Buffer.concat(chunks) : undefined };
};
