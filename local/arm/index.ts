import type { Server } from 'node:http';
import type { Recorder } from '../exchange.ts';
import { createFaults } from '../faults.ts';
import { listen } from '../listen.ts';
import type { FederatedCredential } from './entra/client-assertion.ts';
import { createTokens } from './entra/tokens.ts';
import { createRequestLog } from './request-log.ts';
import { createDoubleServer, createPagesServer, type Double } from './server.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import { openStore } from './state/store.ts';
import { createThrottle } from './throttle.ts';

/** How to start the double of Entra ID and Azure Resource Manager. */
export interface ArmOptions {
    /** 0 for any free one. */
    port: number;
    /** Port of the pages that a browser opens, plain HTTP; any free one by default. */
    signInPort?: number;
    /** PEM, RSA: the key also signs the tokens, so that they outlive a restart with the same certificate. */
    tls: { key: string; cert: string };
    /** What the double knows at the start, in the form of `sample-tenants.json`. */
    document?: unknown;
    /** Where the document is kept as it changes; wins over `document` when it exists. None keeps all in memory. */
    stateFile?: string | undefined;
    now?: () => Date;
    /** Takes every exchange with ARM and Entra. */
    record?: Recorder | undefined;
    log?: (line: string) => void;
    /** Certificates of the application (PEM) that client assertions may be signed with. */
    certificates?: string[];
    /** Credentials of other issuers that the application accepts. */
    federatedCredentials?: FederatedCredential[];
    /** Whether ARM's token buckets refuse with 429; otherwise they are only counted. */
    throttling?: boolean;
    /** Rows of a page of the lists that have pages. */
    pageSize?: number;
}

/** A running double. */
export interface ArmDouble {
    port: number;
    /** Both the authority host and the ARM endpoint: `https://localhost:{port}`. */
    url: string;
    /** Origin of the pages that a browser opens: `http://localhost:{port}`. */
    signInUrl: string;
    /** Registers where an application takes people back to, in place of an earlier run's address. */
    registerCallback(callback: string, of?: 'app' | 'operations'): void;
    /** Ends every connection and writes what is not yet written. */
    close(): Promise<void>;
}

const closed = (server: Server): Promise<void> =>
    new Promise((resolve) => {
        server.close(() => {
            resolve();
        });
        server.closeAllConnections();
    });

/**
 * Starts the HTTPS double of Entra ID and Azure Resource Manager, and beside it Entra's pages over plain HTTP.
 * @throws Error that lists what is wrong with the document or the state file, or that says that the port is in use
 */
export const startArm = async (options: ArmOptions): Promise<ArmDouble> => {
    const { now = () => new Date(), log = () => undefined, tls, record } = options;
    const store = await openStore(options.document, options.stateFile, log);
    const arm = {
        store,
        tokens: await createTokens(tls, now),
        throttle: createThrottle(options.throttling ?? false, now),
        now,
        url: '',
        pageSize: options.pageSize ?? 1000,
    };
    const double: Double = {
        arm,
        sim: { store, faults: createFaults('azure'), requests: createRequestLog() },
        keys: {
            certificates: options.certificates ?? [],
            federatedCredentials: options.federatedCredentials ?? [],
        },
        signIn: createSignIn(store, now),
        record,
        log,
    };
    const server = createDoubleServer(tls, double);
    const pages = createPagesServer(double);
    const port = await listen(server, options.port, 'Entra and ARM', 'LOCAL_ARM_PORT');
    try {
        const signInPort = await listen(pages, options.signInPort ?? 0, "Entra's pages", 'LOCAL_SIGNIN_PORT');
        double.signIn.url = `http://localhost:${signInPort}`;
    } catch (error) {
        await closed(server);
        throw error;
    }
    arm.url = `https://localhost:${port}`;
    return {
        port,
        url: arm.url,
        signInUrl: double.signIn.url,
        registerCallback(callback, of) {
            store.registerCallback(callback, of);
        },
        async close() {
            await Promise.all([closed(server), closed(pages)]);
            await store.close();
        },
    };
};
