import { rmSync } from 'node:fs';
import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../local/build-app.ts';
import { packagedHere } from './packaged.ts';

/**
 * The package that all stacks of a run start from, as it is deployed: the bundle, and beside it what .funcignore lets
 * go. Once, as bundling takes longer than starting. Each run has its own: a file that is loaded late must not have been
 * replaced by then.
 */
export default async function buildOnce(): Promise<void> {
    const appRoot = await mkdtemp(join(tmpdir(), 'dpor-attach-app-'));
    process.once('exit', () => rmSync(appRoot, { recursive: true, force: true }));
    await buildApp(join(appRoot, 'dist'));
    const beside = packagedHere().filter(({ name }) => name !== 'dist');
    await Promise.all(beside.map(({ name, path }) => copyFile(path, join(appRoot, name))));
    process.env.APP_UNDER_TEST = appRoot;
}
