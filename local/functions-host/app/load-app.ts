import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { FunctionApp } from './function-app.ts';

const manifestSchema = z.looseObject({ main: z.string().min(1), type: z.enum(['module', 'commonjs']).optional() });

/** The app asks for something that this host does not do: it must not be started as if it did. */
export class UnsupportedAppError extends Error {
    override name = 'UnsupportedAppError';
}

const isModule = (file: string, type: string | undefined): boolean =>
    file.endsWith('.mjs') || (!file.endsWith('.cjs') && type === 'module');

/**
 * Loads an app as the Node worker does: every file that `main` of its package.json names (a glob), then the start
 * hooks, then the capabilities; after that nothing more can be registered.
 *
 * @param appRoot absolute
 * @throws whatever the entry point or a start hook throws; {@link UnsupportedAppError} for HTTP streaming
 */
export const loadApp = async (app: FunctionApp, appRoot: string): Promise<void> => {
    const manifestFile = join(appRoot, 'package.json');
    const manifest = manifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
    const files: string[] = [];
    for await (const file of glob(manifest.main, { cwd: appRoot })) files.push(file);
    if (files.length === 0) throw new Error(`"main" of package.json, ${manifest.main}, names no file.`);
    const require = createRequire(manifestFile);
    for (const file of files.sort()) {
        const path = join(appRoot, file);
        if (isModule(file, manifest.type)) await import(pathToFileURL(path).href);
        else require(path);
    }
    for (const hook of app.hooks.appStart) {
        await hook({ hookData: app.hookData, appHookData: app.appHookData, functionAppDirectory: appRoot });
    }
    const capabilities = await app.model?.getCapabilities?.({});
    app.locked = true;
    if (capabilities?.HttpUri !== undefined) {
        throw new UnsupportedAppError(
            'The local Functions host does not stream HTTP: remove enableHttpStream from app.setup().',
        );
    }
};
