import type { Server } from 'node:net';
import { listenError } from '../../listen-error.ts';
import { listen } from '../../listen.ts';

const what = 'Functions';
const variable = 'LOCAL_FUNCTIONS_PORT';

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

/** What it means that a machine has no IPv6 loopback; then `localhost` is the IPv4 one. */
const withoutIpv6: unknown[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

/** Resolves to the error that a person has to know of, if there is one. */
const listenOnIpv6 = (server: Server, port: number): Promise<Error | undefined> =>
    new Promise((resolve) => {
        const refused = (error: Error) => {
            resolve(withoutIpv6.includes(codeOf(error)) ? undefined : error);
        };
        server.once('error', refused);
        server.listen({ port, host: '::1', ipv6Only: true }, () => {
            server.off('error', refused);
            resolve(undefined);
        });
    });

/** Resolves when the last connection has ended; at once where it does not listen. */
export const closeServer = (server: Server): Promise<void> =>
    new Promise((resolve) => {
        if (server.listening) server.close(() => resolve());
        else resolve();
    });

/**
 * Lets two servers listen on the loopback addresses, one on 127.0.0.1 and, where there is IPv6, one on ::1, as
 * `localhost` may mean either.
 *
 * @param port 0 for any that is free on both
 * @returns the port
 * @throws one clear sentence when the port cannot be had
 */
export const listenOnBoth = async (ipv4: Server, ipv6: Server, port: number): Promise<number> => {
    for (let attemptsLeft = port === 0 ? 9 : 0; ; attemptsLeft -= 1) {
        const chosen = await listen(ipv4, port, what, variable);
        const refused = await listenOnIpv6(ipv6, chosen);
        if (refused === undefined) return chosen;
        await closeServer(ipv4);
        if (codeOf(refused) !== 'EADDRINUSE' || attemptsLeft === 0) {
            throw listenError(refused, what, variable, chosen);
        }
    }
};
