import { join } from 'node:path';
import { buildApp } from '../../local/build-app.ts';

const appRoot = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'app-under-test');

/** The package that all stacks of a run start from: bundling it takes longer than starting it. */
export default async function buildOnce(): Promise<void> {
    await buildApp(appRoot);
    process.env.APP_UNDER_TEST = appRoot;
}
