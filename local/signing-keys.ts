import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeWhole } from './files.ts';

const makeKeys = (): string => `local:${randomBytes(32).toString('base64url')}`;

/**
 * The keys that the links of mails are signed with: made at random once and kept, so that a link outlives a restart.
 *
 * @param dir where they are kept (`link-signing-keys`, mode 0600); undefined keeps nothing
 */
export const linkSigningKeys = async (dir: string | undefined): Promise<string> => {
    if (dir === undefined) return makeKeys();
    const file = join(dir, 'link-signing-keys');
    const kept = await readIfThere(file);
    if (kept !== undefined) return kept.trim();
    const keys = makeKeys();
    await writeWhole(file, `${keys}\n`, 0o600);
    return keys;
};
