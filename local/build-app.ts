import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { bundle, projectRoot } from './bundle.ts';

export { projectRoot } from './bundle.ts';

const packageSchema = z.object({ name: z.string(), version: z.string() });

/**
 * Where the runtime begins. What V8 has compiled it keeps beside the temporary files, so that the next process of the
 * same instance need not; CommonJS, because an ES module is compiled before its first line runs.
 */
const ENTRY = `require('node:module').enableCompileCache();
require('./app.mjs');
`;

/**
 * Makes the deployable package: the functions with everything they need, bundled, a package.json that names where they
 * begin, and host.json.
 *
 * @param outDir where it goes; made when it is not there. What was bundled there before goes
 * @param entryPoint of the functions; another app than ours is built the same way
 * @throws what esbuild found wrong with the code, each with its file and line
 */
export const buildApp = async (outDir: string, entryPoint = 'functions/index.ts'): Promise<void> => {
    const own = packageSchema.parse(JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')));
    await mkdir(outDir, { recursive: true });
    const functions = join(outDir, 'functions');
    await bundle(entryPoint, functions);
    await writeFile(join(functions, 'index.js'), ENTRY);
    // The project is made of ES modules, where the package begins is none: it needs a package.json of its own.
    const manifest = {
        name: own.name,
        version: own.version,
        private: true,
        type: 'commonjs',
        main: 'functions/index.js',
    };
    await writeFile(join(outDir, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
    await copyFile(join(projectRoot, 'host.json'), join(outDir, 'host.json'));
};
