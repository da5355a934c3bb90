import { createRequire } from 'node:module';
import { listenError } from './listen-error.ts';
import { ACCOUNT, WELL_KNOWN_KEY } from './storage-account.ts';

interface Server {
    start(): Promise<void>;
    getHttpServerAddress(): string;
    close(): Promise<void>;
}

/** A part of Azurite that runs in this process. */
export interface Azurite {
    port: number;
    /** The account and key are Azurite's well-known ones. */
    connectionString: string;
    /** Writes what is not yet on disk and stops. */
    close(): Promise<void>;
}

// Azurite has neither types nor an export map for its servers, and its command line cannot tell which port it took.
const loaded = (path: string): unknown =>
    (createRequire(import.meta.url)(`azurite/dist/src/${path}.js`) as { default: unknown }).default;

/**
 * Starts one of Azurite's servers on the loopback address.
 *
 * @param options.port 0 for any free one
 * @param options.portSetting what says which port it is to be
 * @param options.rest what its configuration takes behind host, port and the seconds that a connection is kept
 * @throws when the port is in use, saying so
 */
export async function startAzurite(
    service: 'Blob' | 'Table',
    { port, portSetting, rest }: { port: number; portSetting: string; rest: readonly unknown[] },
): Promise<Azurite> {
    const at = `${service.toLowerCase()}/${service}`;
    const Configuration = loaded(`${at}Configuration`) as new (...args: unknown[]) => object;
    const AzuriteServer = loaded(`${at}Server`) as new (configuration: object) => Server;
    const keepAliveSeconds = 5;
    const server = new AzuriteServer(new Configuration('127.0.0.1', port, keepAliveSeconds, ...rest));
    try {
        await server.start();
    } catch (error) {
        throw listenError(error, `${service} Storage`, portSetting, port);
    }
    const url = new URL(server.getHttpServerAddress());
    return {
        port: Number(url.port),
        connectionString: [
            'DefaultEndpointsProtocol=http',
            `AccountName=${ACCOUNT}`,
            `AccountKey=${WELL_KNOWN_KEY}`,
            `${service}Endpoint=${url.origin}/${ACCOUNT}`,
        ].join(';'),
        close: () => server.close(),
    };
}
