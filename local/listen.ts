import type { Server } from 'node:net';
import { listenError } from './listen-error.ts';

/**
 * Lets a server listen on the loopback address.
 *
 * @param port 0 for any free one
 * @param what the part, as a person calls it
 * @param variable the variable that sets its port
 * @returns the port
 * @throws one clear sentence when the port cannot be had
 */
export const listen = async (server: Server, port: number, what: string, variable: string): Promise<number> => {
    await new Promise<void>((resolve, reject) => {
        const refused = (error: Error) => {
            reject(listenError(error, what, variable, port));
        };
        server.once('error', refused);
        server.listen(port, '127.0.0.1', () => {
            server.off('error', refused);
            resolve();
        });
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error(`${what} does not listen on a port.`);
    return address.port;
};
