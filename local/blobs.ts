import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { listenError } from './listen-error.ts';
import { ACCOUNT, WELL_KNOWN_KEY } from './storage-account.ts';

/** Blob Storage as it runs locally: Azurite's blob server, in this process. */
export interface LocalBlobs {
    /** For `AzureWebJobsStorage`; the account and key are Azurite's well-known ones. */
    connectionString: string;
    /** Writes what is not yet on disk and stops. */
    close(): Promise<void>;
}

interface BlobServer {
    start(): Promise<void>;
    getHttpServerAddress(): string;
    close(): Promise<void>;
}

interface AzuriteModules {
    BlobServer: new (configuration: object) => BlobServer;
    BlobConfiguration: new (...args: unknown[]) => object;
}

const loadAzurite = (): AzuriteModules => {
    const load = createRequire(import.meta.url);
    const server = load('azurite/dist/src/blob/BlobServer.js') as { default: AzuriteModules['BlobServer'] };
    const configuration = load('azurite/dist/src/blob/BlobConfiguration.js') as {
        default: AzuriteModules['BlobConfiguration'];
    };
    return { BlobServer: server.default, BlobConfiguration: configuration.default };
};

/**
 * Starts Blob Storage on the loopback address: the Functions host of Core Tools keeps its keys and its timers there.
 *
 * @param options.port 0 for any free one
 * @param options.dir where the blobs are kept from one start to the next
 * @throws when the port is in use, saying so
 */
export const startBlobs = async ({ port, dir }: { port: number; dir: string }): Promise<LocalBlobs> => {
    await mkdir(dir, { recursive: true });
    const { BlobServer, BlobConfiguration } = loadAzurite();
    const keepAliveSeconds = 5;
    const configuration = new BlobConfiguration(
        '127.0.0.1',
        port,
        keepAliveSeconds,
        join(dir, 'blobs.json'),
        join(dir, 'extents.json'),
        [{ locationId: 'Default', locationPath: join(dir, 'content'), maxConcurrency: 10 }],
        false, // access log
        undefined, // its stream
        false, // debug log
        undefined, // its path
        false, // loose
        true, // a host newer than Azurite knows versions of the API that it does not
    );
    const server = new BlobServer(configuration);
    try {
        await server.start();
    } catch (error) {
        throw listenError(error, 'Blob Storage', 'LOCAL_BLOBS_PORT', port);
    }
    return {
        connectionString: [
            'DefaultEndpointsProtocol=http',
            `AccountName=${ACCOUNT}`,
            `AccountKey=${WELL_KNOWN_KEY}`,
            `BlobEndpoint=${new URL(server.getHttpServerAddress()).origin}/${ACCOUNT}`,
        ].join(';'),
        close: () => server.close(),
    };
};
