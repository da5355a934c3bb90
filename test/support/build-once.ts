import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../local/build-app.ts';

/**
 * The package that all stacks of a run start from: bundling it takes longer than starting it. Each run has its own: a
 * file that is loaded late must not have been replaced by then.
 */
export default async function buildOnce(): Promise<void> {
    const appRoot = await mkdtemp(join(tmpdir(), 'dpor-attach-app-'));
    process.once('exit', () => rmSync(appRoot, { recursive: true, force: true }));
    await buildApp(appRoot);
    process.env.APP_UNDER_TEST = appRoot;
}
