import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/** Everything that is loaded with a file, what it imports later left out. */
export const loadedWith = async (entry: string): Promise<string[]> => {
    const { metafile } = await build({
        absWorkingDir: ROOT,
        entryPoints: [entry],
        outdir: 'nowhere',
        write: false,
        bundle: true,
        splitting: true,
        platform: 'node',
        format: 'esm',
        external: ['@azure/functions-core'],
        metafile: true,
        logLevel: 'silent',
    });
    const loaded = new Set<string>();
    const load = (path: string): void => {
        if (loaded.has(path)) return;
        loaded.add(path);
        for (const { kind, path: next } of metafile.inputs[path]?.imports ?? []) {
            if (kind !== 'dynamic-import') load(next);
        }
    };
    load(entry);
    return [...loaded];
};
