import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';

/** The root of the project, where its package.json and host.json are. */
export const projectRoot = join(import.meta.dirname, '..');

/**
 * Parts of the mails' framework that no mail uses. They come with the others by one name, and what is loaded late is
 * bundled whole: two megabytes to read at every cold start.
 */
const UNUSED_IN_MAILS = ['code-block', 'code-inline', 'font', 'img', 'markdown', 'render', 'tailwind'];

const withoutUnused = (): Record<string, string> =>
    Object.fromEntries(
        UNUSED_IN_MAILS.map((part) => [`@react-email/${part}`, join(projectRoot, 'local', 'nothing.ts')]),
    );

const packageSchema = z.object({ name: z.string(), version: z.string() });

/**
 * Makes the deployable package: the functions in one CommonJS file with everything they need, a package.json that names
 * it, and host.json.
 *
 * @param outDir where it goes; made when it is not there
 * @throws what esbuild found wrong with the code, each with its file and line
 */
export const buildApp = async (outDir: string): Promise<void> => {
    const own = packageSchema.parse(JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')));
    await mkdir(outDir, { recursive: true });
    await build({
        absWorkingDir: projectRoot,
        entryPoints: ['functions/index.ts'],
        outfile: join(outDir, 'functions', 'index.js'),
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'cjs',
        sourcemap: true,
        alias: withoutUnused(),
        // The mails' framework brings a build for developers besides the one to be used.
        define: { 'process.env.NODE_ENV': '"production"' },
        // Only the Functions runtime has it.
        external: ['@azure/functions-core'],
        logLevel: 'silent',
    });
    // The project is made of ES modules, the package of CommonJS: without a package.json of its own it would not load.
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
