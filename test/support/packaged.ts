import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const projectRoot = join(import.meta.dirname, '..', '..');

/** What a line of .funcignore says of names in the root; undefined for a comment. */
const ruleOf = (line: string) => {
    const [, not, pattern] = /^(!?)\/([^/]+)$/.exec(line) ?? [];
    if (pattern === undefined) {
        if (/^(#.*)?$/.test(line)) return [];
        // Lines of other forms reach below the root, which is not followed here.
        throw new Error(`.funcignore has a line that is not for the root alone: ${line}`);
    }
    const text = pattern.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`).replaceAll('*', '.*');
    return [{ goes: not === '!', names: new RegExp(`^${text}$`) }];
};

/**
 * Which of these go to Azure: what the last line of .funcignore that fits does not keep at home, as in a .gitignore.
 *
 * @param names of files and folders in the root of the project
 * @throws where .funcignore has lines that are not for the root alone
 */
export const packaged = (names: readonly string[]): string[] => {
    const rules = readFileSync(join(projectRoot, '.funcignore'), 'utf8').split('\n').flatMap(ruleOf);
    return names.filter((name) => rules.findLast((rule) => rule.names.test(name))?.goes ?? true);
};

/** What goes to Azure of what stands in the root of the project now, with its absolute path. */
export const packagedHere = (): { name: string; path: string }[] =>
    packaged(readdirSync(projectRoot)).map((name) => ({ name, path: join(projectRoot, name) }));
