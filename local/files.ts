import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const isMissing = (error: unknown): boolean =>
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** The text of a file; undefined where there is none. Throws what else reading throws. */
export const readIfThere = async (file: string): Promise<string | undefined> => {
    try {
        return await readFile(file, 'utf8');
    } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
    }
};

/**
 * Puts a text in place of a file as a whole: whoever reads it, or finds it after a crash, sees the old or the new one.
 * Makes the directory where it is missing.
 * @param mode permissions of the file
 */
export const writeWhole = async (file: string, text: string, mode = 0o644): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.tmp`, text, { mode });
    await chmod(`${file}.tmp`, mode);
    await rename(`${file}.tmp`, file);
};
