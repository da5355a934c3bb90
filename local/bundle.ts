import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { BUNDLE_OUTPUT } from './bundle-output.ts';
import { startInOneFile } from './one-start.ts';

/** The root of the project, where its package.json and host.json are. */
export const projectRoot = join(import.meta.dirname, '..');

/**
 * Parts of the mails' framework that no mail uses. They come with the others by one name, and what is loaded late is
 * bundled whole: two megabytes to read with the first mail.
 */
const UNUSED_IN_MAILS = ['code-block', 'code-inline', 'font', 'img', 'markdown', 'render', 'tailwind'];

const withoutUnused = (): Record<string, string> =>
    Object.fromEntries(
        UNUSED_IN_MAILS.map((part) => [`@react-email/${part}`, join(projectRoot, 'local', 'nothing.ts')]),
    );

/** zod brings its messages in fifty languages, which nothing asks for, with the one object that everything uses. */
const englishZod: Plugin = {
    name: 'english-zod',
    setup(esbuild) {
        esbuild.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
            contents: `export { default as en } from './en.js';`,
        }));
    },
};

/**
 * The exporter of Application Insights asks a host of Azure's public cloud every hour whether it should behave otherwise,
 * in whatever cloud it runs, and has no setting against it. What the app does is decided where it is deployed.
 */
const ownSettings: Plugin = {
    name: 'own-settings',
    setup(esbuild) {
        esbuild.onLoad({ filter: /[/\\]_configuration[/\\]configurationManager\.js$/ }, () => ({
            contents: `const nothing = { initialize() {}, registerCallback() {}, shutdown() {} };
export const ConfigurationManager = { getInstance: () => nothing };`,
        }));
    },
};

/** Our own JSON as a text that is parsed, and where it is not asked for left out: as code it takes far longer to read. */
const parsedJson: Plugin = {
    name: 'parsed-json',
    setup(esbuild) {
        esbuild.onLoad({ filter: /[/\\]shared[/\\].*\.json$/ }, async ({ path }) => {
            const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
            return { contents: `export default /* @__PURE__ */ JSON.parse(${JSON.stringify(text)});` };
        });
    },
};

/**
 * Modules of Node that make what they export when it is first asked for, such as a WebSocket client or the whole of Web
 * Crypto. An `import` asks for everything at once; `require` leaves it until somebody does.
 */
const MADE_ON_DEMAND = /^(node:)?(http|crypto)$/;

const requiredNode: Plugin = {
    name: 'required-node',
    setup(esbuild) {
        // An import at run time is left: what it gives are the names that Node gives it.
        esbuild.onResolve({ filter: MADE_ON_DEMAND }, ({ path, namespace, kind }) =>
            namespace === 'required-node' || kind === 'dynamic-import'
                ? { path, external: true }
                : { path: path.replace(/^(node:)?/, 'node:'), namespace: 'required-node' },
        );
        esbuild.onLoad({ filter: /.*/, namespace: 'required-node' }, ({ path }) => ({
            contents: `module.exports = require(${JSON.stringify(path)});`,
        }));
    },
};

/**
 * Bundles an entry point: what is loaded at once into `app.mjs`, what is imported later into files of its own under
 * `later/`, and what several of them share into others there. Comments of licences go into files beside them.
 *
 * @param outDir what is there goes
 * @returns what is made of what, before all that is loaded at once is put together
 * @throws what esbuild found wrong with the code, each with its file and line
 */
export const bundle = async (entryPoint: string, outDir: string): Promise<Metafile> => {
    await rm(outDir, { recursive: true, force: true });
    const { metafile } = await build({
        absWorkingDir: projectRoot,
        entryPoints: [{ in: entryPoint, out: 'app' }],
        outdir: outDir,
        ...BUNDLE_OUTPUT,
        splitting: true,
        outExtension: { '.js': '.mjs' },
        chunkNames: 'later/[name]-[hash]',
        // The builds for bundlers, where a package has one: they leave more out.
        mainFields: ['module', 'main'],
        legalComments: 'external',
        alias: withoutUnused(),
        plugins: [englishZod, ownSettings, parsedJson, requiredNode],
        // The mails' framework brings a build for developers besides the one to be used.
        define: { 'process.env.NODE_ENV': '"production"' },
        metafile: true,
    });
    const entry = Object.keys(metafile.outputs).find((path) => path.endsWith('app.mjs')) ?? '';
    await startInOneFile(projectRoot, entry, metafile.outputs);
    return metafile;
};
