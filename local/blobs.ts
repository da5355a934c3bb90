import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startAzurite } from './azurite.ts';
import type { Azurite } from './azurite.ts';

/** Blob Storage as it runs locally; its connection string is for `AzureWebJobsStorage`. */
export type LocalBlobs = Pick<Azurite, 'connectionString' | 'close'>;

/**
 * Starts Blob Storage on the loopback address: the Functions host of Core Tools keeps its keys and its timers there.
 *
 * @param options.port 0 for any free one
 * @param options.dir where the blobs are kept from one start to the next
 * @throws when the port is in use, saying so
 */
export const startBlobs = async ({ port, dir }: { port: number; dir: string }): Promise<LocalBlobs> => {
    await mkdir(dir, { recursive: true });
    const rest = [
        join(dir, 'blobs.json'),
        join(dir, 'extents.json'),
        [{ locationId: 'Default', locationPath: join(dir, 'content'), maxConcurrency: 10 }],
        false, // access log
        undefined, // its stream
        false, // debug log
        undefined, // its path
        false, // loose
        true, // a host newer than Azurite knows versions of the API that it does not
    ];
    return await startAzurite('Blob', { port, portSetting: 'LOCAL_BLOBS_PORT', rest });
};
