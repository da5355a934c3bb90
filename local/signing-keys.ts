import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const makeKeys = (): string => `local:${randomBytes(32).toString('base64url')}`;

/**
 * The keys that the links of mails are signed with: made at random once and kept, so that a link outlives a restart.
 *
 * @param dir where they are kept (`link-signing-keys`, mode 0600); undefined keeps nothing
 */
export const linkSigningKeys = async (dir: string | undefined): Promise<string> => {
    if (dir === undefined) return makeKeys();
    const file = join(dir, 'link-signing-keys');
    try {
        return (await readFile(file, 'utf8')).trim();
    } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    const keys = makeKeys();
    await mkdir(dir, { recursive: true });
    // A start that is cut short must leave no half of a key.
    await writeFile(`${file}.tmp`, `${keys}\n`, { mode: 0o600 });
    await rename(`${file}.tmp`, file);
    return keys;
};
