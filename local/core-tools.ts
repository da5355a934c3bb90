import { join } from 'node:path';
import { settings as known } from '../shared/config/settings.ts';
import { startBlobs } from './blobs.ts';
import { writeWhole } from './files.ts';

/** What Core Tools are given in place of the project's own Functions host. */
export interface CoreToolsOptions {
    /** The folder of the app's package: `func start` runs there. */
    appRoot: string;
    /** The app's settings among whatever else the environment holds. */
    settings: Readonly<Record<string, string>>;
    /** The certificate that the app has to trust. */
    caFile: string;
    functionsPort: number;
    blobs: { port: number; dir: string };
}

/** What the app or the host reads. A developer's environment holds secrets of other programs, which stay out of files. */
const forTheApp = (settings: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
        Object.entries(settings).filter(([name]) => name in known.shape || name.startsWith('AzureWebJobs')),
    );

/**
 * Starts what the host of Core Tools needs beside the local cloud, Blob Storage, and writes the package's
 * local.settings.json. It is no developer's own file: a build leaves it, and no commit or deployment takes it along.
 *
 * @returns stops Blob Storage
 */
export const prepareCoreTools = async (options: CoreToolsOptions): Promise<{ close: () => Promise<void> }> => {
    const blobs = await startBlobs(options.blobs);
    const file = {
        IsEncrypted: false,
        Values: {
            FUNCTIONS_WORKER_RUNTIME: 'node',
            AzureWebJobsStorage: blobs.connectionString,
            ...forTheApp(options.settings),
            NODE_EXTRA_CA_CERTS: options.caFile,
        },
        Host: { LocalHttpPort: options.functionsPort },
    };
    await writeWhole(join(options.appRoot, 'local.settings.json'), `${JSON.stringify(file, undefined, 2)}\n`, 0o600);
    return blobs;
};

/** What a person sees when the cloud answers and the app is theirs to start. */
export const coreToolsGreeting = (appRoot: string, mail: string): string => `
  Inbox             ${mail}
  Start the app     cd ${appRoot} && func start

Ready for Core Tools. Press Ctrl-C to stop.`;
