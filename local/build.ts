import { join, relative } from 'node:path';
import { buildApp, projectRoot } from './build-app.ts';

const outDir = join(projectRoot, 'dist');
const started = performance.now();
try {
    await buildApp(outDir);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`Built the deployable package in ${relative(process.cwd(), outDir) || '.'}/ (${seconds} s).`);
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
}
