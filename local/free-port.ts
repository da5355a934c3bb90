import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const FIRST = 20_000;
const LAST = 32_000;
const ATTEMPTS = 100;

const isFree = (host: string, port: number): Promise<boolean> =>
    new Promise((resolve) => {
        const server = createServer();
        server.once('error', (error) => {
            // Without IPv6 nothing can be in the way there.
            resolve('code' in error && error.code !== 'EADDRINUSE');
        });
        server.listen({ host, port, exclusive: true }, () => {
            server.close(() => {
                resolve(true);
            });
        });
    });

/**
 * A free port of the loopback addresses, for a process that must find the same one after a restart: from below the range
 * that systems take for outgoing connections, so that none of those takes it in the meantime.
 */
export const findFreePort = async (): Promise<number> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const port = randomInt(FIRST, LAST);
        if ((await isFree('127.0.0.1', port)) && (await isFree('::1', port))) return port;
    }
    throw new Error(`No free port was found between ${FIRST} and ${LAST}: set LOCAL_FUNCTIONS_PORT.`);
};
