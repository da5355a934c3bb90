import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { listen } from '../../listen.ts';
import { describeError } from '../log.ts';
import type { HostLog } from '../log.ts';
import { handleHttp } from './handler.ts';
import type { HttpHost } from './handler.ts';
import { parseRequestPath } from './request-path.ts';
import { sendEmpty } from './send.ts';

export interface RunningServer {
    port: number;
    /** Takes no new connection; resolves when the last answer is out. */
    stopTaking: () => Promise<void>;
    /** Cuts what is still open. */
    close: () => void;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** What it means that a machine has no IPv6 loopback; then `localhost` is the IPv4 one. */
const withoutIpv6 = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

const listenOnIpv6 = (server: Server, port: number): Promise<void> =>
    new Promise((resolve, reject) => {
        server.once('error', (error) => {
            if (withoutIpv6.includes(String(codeOf(error)))) resolve();
            else reject(error);
        });
        server.listen({ port, host: '::1', ipv6Only: true }, resolve);
    });

const closeServer = (server: Server): Promise<void> =>
    new Promise((resolve) => {
        if (server.listening) server.close(() => resolve());
        else resolve();
    });

/**
 * Starts the HTTP front end on the loopback addresses.
 *
 * @param port 0 for any free one
 * @throws one clear sentence when the port cannot be had
 */
export const startServer = async (host: HttpHost, port: number, log: HostLog): Promise<RunningServer> => {
    const answer: Parameters<typeof createServer>[1] = (request, response) => {
        const began = performance.now();
        const { escaped } = parseRequestPath(request.url ?? '/');
        const line = `${request.method ?? ''} ${escaped}`;
        response.on('finish', () =>
            log({
                level: 'information',
                message: `${line} ${response.statusCode} in ${Math.round(performance.now() - began)} ms`,
            }),
        );
        handleHttp(host, request, response).catch((error: unknown) => {
            log({ level: 'error', message: `${line} ${describeError(error)}` });
            if (response.headersSent) response.destroy();
            else sendEmpty(response, 500);
        });
    };
    const servers = [0, 1].map(() => createServer({ maxHeaderSize: 32_768 }, answer));
    const [ipv4, ipv6] = servers as [Server, Server];
    const chosen = await listen(ipv4, port, 'Functions', 'LOCAL_FUNCTIONS_PORT');
    try {
        await listenOnIpv6(ipv6, chosen);
    } catch (error) {
        await closeServer(ipv4);
        throw error;
    }
    return {
        port: chosen,
        stopTaking: async () => {
            await Promise.all(servers.map(closeServer));
        },
        close: () => servers.forEach((server) => server.closeAllConnections()),
    };
};
