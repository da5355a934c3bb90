import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { listenError } from './listen-error.ts';
import { ACCOUNT, WELL_KNOWN_KEY } from './storage-account.ts';

/** Table Storage as it runs locally: Azurite's table server, in this process. */
export interface LocalTables {
    port: number;
    /** For `TableClient.fromConnectionString`; the account and key are Azurite's well-known ones. */
    connectionString: string;
    /** Writes what is not yet on disk and stops. */
    close(): Promise<void>;
}

interface TableServer {
    start(): Promise<void>;
    getHttpServerAddress(): string;
    close(): Promise<void>;
}

interface AzuriteModules {
    TableServer: new (configuration: object) => TableServer;
    TableConfiguration: new (...args: unknown[]) => object;
}

// Azurite has neither types nor an export map for its servers, and its command line cannot tell which port it took.
const loadAzurite = (): AzuriteModules => {
    const load = createRequire(import.meta.url);
    const server = load('azurite/dist/src/table/TableServer.js') as { default: AzuriteModules['TableServer'] };
    const configuration = load('azurite/dist/src/table/TableConfiguration.js') as {
        default: AzuriteModules['TableConfiguration'];
    };
    return { TableServer: server.default, TableConfiguration: configuration.default };
};

/**
 * Starts Table Storage on the loopback address.
 *
 * @param options.port 0 for any free one
 * @param options.dir where the tables are kept from one start to the next; undefined keeps them in memory
 * @throws when the port is in use, saying so
 */
export const startTables = async ({ port, dir }: { port: number; dir: string | undefined }): Promise<LocalTables> => {
    if (dir !== undefined) await mkdir(dir, { recursive: true });
    const { TableServer, TableConfiguration } = loadAzurite();
    const keepAliveSeconds = 5;
    const configuration = new TableConfiguration(
        '127.0.0.1',
        port,
        keepAliveSeconds,
        join(dir ?? '', 'tables.json'),
        false, // debug log
        false, // access log
        undefined, // access log stream
        undefined, // debug log path
        false, // loose
        false, // do not skip the check of the API version
        '', // certificate
        '', // its key
        '', // its password
        undefined, // OAuth
        false, // no product-style URLs
        dir === undefined, // in memory
    );
    const server = new TableServer(configuration);
    try {
        await server.start();
    } catch (error) {
        throw listenError(error, 'Table Storage', 'LOCAL_TABLES_PORT', port);
    }
    const url = new URL(server.getHttpServerAddress());
    return {
        port: Number(url.port),
        connectionString: [
            'DefaultEndpointsProtocol=http',
            `AccountName=${ACCOUNT}`,
            `AccountKey=${WELL_KNOWN_KEY}`,
            `TableEndpoint=${url.origin}/${ACCOUNT}`,
        ].join(';'),
        close: () => server.close(),
    };
};
