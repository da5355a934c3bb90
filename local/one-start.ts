import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { BUNDLE_OUTPUT } from './bundle-output.ts';

type Outputs = Metafile['outputs'];

/** What a CommonJS package may ask for, where it stands in an ES module. */
const COMMON_JS = {
    require: '__createRequire(import.meta.url)',
    __filename: 'import.meta.filename',
    __dirname: 'import.meta.dirname',
} as const;

const commonJs = (names: readonly (keyof typeof COMMON_JS)[]): string[] => [
    `import { createRequire as __createRequire } from 'node:module';`,
    `const ${names.map((name) => `${name} = ${COMMON_JS[name]}`).join(', ')};`,
];

const ALL = ['require', '__filename', '__dirname'] as const;

/** Of these names, those that a file asks for and does not declare itself. */
const askedIn = (code: string) =>
    ALL.filter((name) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`\\b${name}\\s*=[^=]`).test(code));

/** How one file names another. */
const from = (dir: string, file: string): string => `./${relative(dir, file).replaceAll(sep, '/')}`;

/** A file and whatever it needs before its first line runs. */
function loadedWith(path: string, outputs: Outputs, seen = new Set<string>()): Set<string> {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const { kind, path: next } of outputs[path]?.imports ?? []) {
        if (kind === 'import-statement' && next in outputs) loadedWith(next, outputs, seen);
    }
    return seen;
}

async function prepend(file: string): Promise<void> {
    const code = await readFile(file, 'utf8');
    const asked = askedIn(code);
    if (asked.length === 0) return;
    const head = commonJs(asked);
    await writeFile(file, [...head, code].join('\n'));
    const map = JSON.parse(await readFile(`${file}.map`, 'utf8')) as { mappings: string };
    await writeFile(`${file}.map`, JSON.stringify({ ...map, mappings: ';'.repeat(head.length) + map.mappings }));
}

/**
 * Puts into one file what esbuild has split in dozens, as every set of later parts that share something has a file of
 * its own: to find, open and link them takes longer than to run what is in them. A file that others ask for gives them
 * on what is in the one.
 *
 * @param root that the paths of the outputs are relative to
 * @param entry the path of the file to be, among the outputs
 */
export async function startInOneFile(root: string, entry: string, outputs: Outputs): Promise<void> {
    const at = (path: string): string => resolve(root, path);
    const file = at(entry);
    const dir = dirname(file);
    const [, ...shared] = loadedWith(entry, outputs);
    const given = (path: string): string[] => outputs[path]?.exports ?? [];
    const nameOf = (index: number, name: string): string => `from${index}_${name}`;
    const list = (path: string, write: (name: string) => string): string => given(path).map(write).join(', ');

    const exported = shared.map(
        (path, index) =>
            `export { ${list(path, (name) => `${name} as ${nameOf(index, name)}`)} } from ${JSON.stringify(at(path))};`,
    );
    await build({
        stdin: { contents: [`import ${JSON.stringify(file)};`, ...exported].join('\n'), resolveDir: dir },
        outfile: file,
        allowOverwrite: true,
        ...BUNDLE_OUTPUT,
        banner: { js: commonJs(ALL).join('\n') },
        plugins: [
            {
                name: 'later',
                setup(esbuild) {
                    esbuild.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
                        kind === 'dynamic-import'
                            ? { path: from(dir, join(resolveDir, path)), external: true }
                            : undefined,
                    );
                },
            },
        ],
    });
    for (const [index, path] of shared.entries()) {
        const names = list(path, (name) => `${nameOf(index, name)} as ${name}`);
        await writeFile(at(path), `export { ${names} } from '${from(dirname(at(path)), file)}';\n`);
        await rm(`${at(path)}.map`);
    }
    const start = new Set([entry, ...shared]);
    for (const path of Object.keys(outputs)) if (path.endsWith('.mjs') && !start.has(path)) await prepend(at(path));
}
