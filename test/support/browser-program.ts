import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A browser to start: a program with what its process needs in the environment, or one that is installed. */
export type BrowserProgram =
    { executablePath: string; env: Record<string, string> } | { channel: 'chrome'; env: Record<string, string> };

const projectRoot = join(import.meta.dirname, '..', '..');
const modules = join(projectRoot, 'node_modules');

const packagedVersion = async (): Promise<string> => {
    const text = await readFile(join(modules, '@sparticuz', 'chromium', 'package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
};

/**
 * The folder with the unpacked browser: one for each version, and never a half-filled one, however many test files
 * begin at once. Each unpacks beside it and moves its own into place; who comes late throws his away.
 */
const unpacked = async (): Promise<string> => {
    const parent = join(modules, '.cache');
    const folder = join(parent, `chromium-${await packagedVersion()}`);
    if (existsSync(folder)) return folder;

    await mkdir(parent, { recursive: true });
    const own = await mkdtemp(`${folder}-`);
    try {
        await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'browser-unpack.ts')], {
            env: { ...process.env, TMPDIR: own },
        });
        await rename(own, folder);
    } catch (error) {
        await rm(own, { recursive: true, force: true });
        if (!existsSync(folder)) throw error;
    }
    return folder;
};

/**
 * Which browser the tests use: the one that `CHROMIUM_PATH` names, else on 64-bit Intel Linux the one that npm has
 * brought, else an installed Chrome.
 */
export const browserProgram = async (): Promise<BrowserProgram> => {
    const { CHROMIUM_PATH: executablePath } = process.env;
    if (executablePath !== undefined && executablePath !== '') return { executablePath, env: {} };
    if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome', env: {} };

    const folder = await unpacked();
    return {
        executablePath: join(folder, 'chromium'),
        env: {
            // The libraries of its own that a bare machine lacks (NSS, NSPR, Expat), wherever it runs: the same for all.
            LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
            FONTCONFIG_FILE: join(folder, 'fonts.conf'),
        },
    };
};
