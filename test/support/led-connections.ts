import { Socket } from 'node:net';

/** Where a connection was meant to go. */
export interface Meant {
    host: string;
    port: number;
}

export interface LedConnections {
    /** Every one since the start, those to this machine itself left out. */
    readonly meant: readonly Meant[];
    stop(): void;
}

type Connect = (this: Socket, options: object, listener?: () => void) => Socket;

const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host);

/** What `connect` was called with: its options stand in a list where Node itself has sorted them before. */
const optionsOf = (given: unknown): { host?: string; port?: number | string } => {
    const options: unknown = Array.isArray(given) ? given[0] : given;
    return typeof options === 'object' && options !== null ? options : {};
};

/**
 * From now on every connection of this process that is meant for another machine is noted, and led to this one: names are
 * looked up nowhere. What is said over it, the name in the certificate included, stays as it was meant.
 *
 * @param portFor the port on this machine that stands in
 */
export function leadConnections(portFor: (meant: Meant) => number): LedConnections {
    const meant: Meant[] = [];
    // The one place that every client of Node comes through: http, https, fetch and AMQP alike.
    const { connect } = Object.getOwnPropertyDescriptors(Socket.prototype) as unknown as {
        connect: { value: Connect };
    };
    const original = connect.value;
    const led: Connect = function (this: Socket, ...given) {
        const { host = '127.0.0.1', port = 0 } = optionsOf(given[0]);
        if (isThisMachine(host)) return original.apply(this, given);
        const one = { host, port: Number(port) };
        meant.push(one);
        const listener: unknown = Array.isArray(given[0]) ? given[0][1] : given[1];
        const options = { ...optionsOf(given[0]), host: '127.0.0.1', port: portFor(one), lookup: undefined };
        return typeof listener === 'function'
            ? original.call(this, options, listener as () => void)
            : original.call(this, options);
    };
    Socket.prototype.connect = led as Socket['connect'];
    return {
        meant,
        stop: () => {
            Socket.prototype.connect = original as Socket['connect'];
        },
    };
}
