import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const projectRoot = join(import.meta.dirname, '..', '..');

/**
 * The app as it stands in the source, in the form of a package that a stack can run.
 *
 * @param folder absolute; made when it is not there
 */
export const sourceApp = async (folder: string): Promise<void> => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'index.js' }));
    const entry = pathToFileURL(join(projectRoot, 'functions', 'index.ts')).href;
    await writeFile(join(folder, 'index.js'), `import ${JSON.stringify(entry)};\n`);
    await copyFile(join(projectRoot, 'host.json'), join(folder, 'host.json'));
};
