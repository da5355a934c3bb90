import { Agent, request } from 'node:http';

export interface Answer {
    status: number;
    body: string;
}

/**
 * Connections that lie idle are given up long before the other side closes them, after 5 s: while one side is measured
 * those to the other lie idle, and what would meet its end there could not be asked again.
 */
const agent = new Agent({ keepAlive: true, timeout: 1_500 });

interface Sent {
    headers?: Record<string, string>;
    body?: string;
}

const wasReset = (error: Error): boolean => 'code' in error && error.code === 'ECONNRESET';

/**
 * A request that costs its sender as little as Node allows, so that what is measured is the other side. A question that
 * met a connection at the moment when the other side closed it is asked once more.
 */
export const send = (method: string, url: string, sent: Sent = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
        const { headers = {}, body } = sent;
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const outgoing = request(url, { method, agent, headers: { ...headers, ...length } }, (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () =>
                resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
            );
        });
        outgoing.on('error', (error) => {
            if (method === 'GET' && outgoing.reusedSocket && wasReset(error)) resolve(send(method, url, sent));
            else reject(error);
        });
        outgoing.end(body);
    });

/** The same, where only one status is right. */
export const expecting = async (
    status: number,
    ...[method, url, options]: Parameters<typeof send>
): Promise<Answer> => {
    const answer = await send(method, url, options);
    if (answer.status === status) return answer;
    throw new Error(
        `${method} ${new URL(url).pathname}: ${answer.status}, not ${status}: ${answer.body.slice(0, 500)}`,
    );
};

/** Milliseconds until the first byte of a page is there. */
export const firstByte = (url: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
        const began = performance.now();
        const outgoing = request(url, { agent, headers: { ...headers, accept: 'text/html' } }, (incoming) => {
            let took = Infinity;
            incoming.once('data', () => {
                took = performance.now() - began;
            });
            incoming.resume();
            incoming.on('error', reject);
            incoming.on('end', () => {
                if (incoming.statusCode === 200) resolve(took);
                else reject(new Error(`GET ${new URL(url).pathname}: ${String(incoming.statusCode)}, not 200`));
            });
        });
        outgoing.on('error', reject);
        outgoing.end();
    });

export const closeConnections = (): void => agent.destroy();
