import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startAzurite } from './azurite.ts';
import type { Azurite } from './azurite.ts';

/** Table Storage as it runs locally; its connection string is for `TableClient.fromConnectionString`. */
export type LocalTables = Azurite;

/**
 * Starts Table Storage on the loopback address.
 *
 * @param options.port 0 for any free one
 * @param options.dir where the tables are kept from one start to the next; undefined keeps them in memory
 * @throws when the port is in use, saying so
 */
export const startTables = async ({ port, dir }: { port: number; dir: string | undefined }): Promise<LocalTables> => {
    if (dir !== undefined) await mkdir(dir, { recursive: true });
    const rest = [
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
    ];
    return await startAzurite('Table', { port, portSetting: 'LOCAL_TABLES_PORT', rest });
};
