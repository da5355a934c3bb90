import { Agent, request } from 'node:http';

export interface Answer {
    status: number;
    body: string;
}

const agent = new Agent({ keepAlive: true });

/** A request that costs its sender as little as Node allows, so that what is measured is the other side. */
export const send = (
    method: string,
    url: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> =>
    new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const outgoing = request(url, { method, agent, headers: { ...headers, ...length } }, (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () =>
                resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
            );
        });
        outgoing.on('error', reject);
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
