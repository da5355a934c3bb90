import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A port of this machine that answers on its loopback addresses. */
export interface Listener {
    readonly port: number;
    /** Frees the port and ends every connection that its two sides have not ended by then. */
    close(): Promise<void>;
}

// Not by instanceof: an error that Node itself makes is no Error of a test's own realm.
const hasCode = (error: unknown, ...codes: string[]): boolean =>
    typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));

const listenOn = async (server: Server, host: string, port: number): Promise<void> => {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
};

const closeServer = (server: Server): Promise<void> =>
    new Promise((resolve) => {
        // Its only error is that the server was never listening, which is as good as closed.
        server.close(() => resolve());
    });

const portInUse = (port: number, cause: unknown): Error =>
    new Error(`Port ${port} is in use: the local Service Bus cannot listen on it`, { cause });

/** Whether the machine has no IPv6 loopback; whoever says localhost then means IPv4 anyway. */
const isWithoutIpv6 = (error: unknown): boolean => hasCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL');

const ATTEMPTS = 10;

// How long clients that were told to go may take to do so.
const GRACE_MS = 200;

/**
 * Listens on 127.0.0.1 and, where there is IPv6, on ::1, as `localhost` may mean either.
 *
 * @param port 0 for any that is free
 * @throws Error where the port is in use
 */
export const listenOnLoopback = async (port: number, accept: (socket: Socket) => void): Promise<Listener> => {
    const sockets = new Set<Socket>();
    const newServer = () =>
        createServer((socket) => {
            sockets.add(socket);
            socket.once('close', () => sockets.delete(socket));
            accept(socket);
        });

    for (let attempt = 1; ; attempt += 1) {
        const ipv4 = newServer();
        const ipv6 = newServer();
        try {
            await listenOn(ipv4, '127.0.0.1', port);
        } catch (error) {
            throw hasCode(error, 'EADDRINUSE') ? portInUse(port, error) : error;
        }
        const { port: actual } = ipv4.address() as AddressInfo;
        try {
            await listenOn(ipv6, '::1', actual);
        } catch (error) {
            if (!isWithoutIpv6(error)) {
                await closeServer(ipv4);
                if (!hasCode(error, 'EADDRINUSE')) throw error;
                if (port !== 0 || attempt === ATTEMPTS) throw portInUse(actual, error);
                continue;
            }
        }
        return {
            port: actual,
            async close() {
                const closed = Promise.all([closeServer(ipv4), closeServer(ipv6)]);
                const impatience = setTimeout(() => {
                    for (const socket of sockets) socket.destroy();
                }, GRACE_MS);
                await closed;
                clearTimeout(impatience);
            },
        };
    }
};
