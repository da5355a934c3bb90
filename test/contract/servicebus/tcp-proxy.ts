import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a port of this machine that a test can cut. */
export interface TcpProxy {
    readonly port: number;
    /** Ends all connections without a word, as a network does; new ones come through. */
    cut(): Promise<void>;
    close(): Promise<void>;
}

/** Starts a proxy to `target` on the loopback. */
export const startTcpProxy = async (target: number): Promise<TcpProxy> => {
    const sockets = new Set<Socket>();
    const server = createServer((near) => {
        const far = connect(target, '127.0.0.1');
        for (const [socket, other] of [
            [near, far],
            [far, near],
        ] as const) {
            sockets.add(socket);
            socket.pipe(other);
            socket.on('error', () => other.destroy());
            socket.on('close', () => {
                sockets.delete(socket);
                other.destroy();
            });
        }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const cut = async (): Promise<void> => {
        const closed = [...sockets].map((socket) => once(socket, 'close'));
        for (const socket of sockets) socket.destroy();
        await Promise.all(closed);
    };
    return {
        port: (server.address() as AddressInfo).port,
        cut,
        async close() {
            const closed = once(server, 'close');
            server.close();
            await cut();
            await closed;
        },
    };
};
