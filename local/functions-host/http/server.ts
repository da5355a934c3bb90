import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { describeError } from '../log.ts';
import type { HostLog } from '../log.ts';
import { handleHttp } from './handler.ts';
import type { HttpHost } from './handler.ts';
import { closeServer, listenOnBoth } from './listen-on-both.ts';
import { parseRequestPath } from './request-path.ts';
import { sendEmpty } from './send.ts';

export interface RunningServer {
    port: number;
    /** Takes no new connection; resolves when the last answer is out. */
    stopTaking: () => Promise<void>;
    /** Cuts what is still open. */
    close: () => void;
}

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
    const chosen = await listenOnBoth(ipv4, ipv6, port);
    return {
        port: chosen,
        stopTaking: async () => {
            await Promise.all(servers.map(closeServer));
        },
        close: () => servers.forEach((server) => server.closeAllConnections()),
    };
};
