import type { BuildOptions } from 'esbuild';

/** How every file of the package is written. */
export const BUNDLE_OUTPUT = {
    bundle: true,
    platform: 'node',
    target: 'node24',
    // esbuild splits nothing else.
    format: 'esm',
    // Not the names: shorter ones load no faster, and stacks and error names are read by people.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    // A stack needs file and line, not the text once more.
    sourcesContent: false,
    // Only the Functions runtime has it.
    external: ['@azure/functions-core'],
    logLevel: 'silent',
} satisfies BuildOptions;
