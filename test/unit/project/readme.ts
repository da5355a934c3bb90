import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const projectRoot = join(import.meta.dirname, '..', '..', '..');

export const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');

/** A row of one of the tables of settings. */
export interface SettingRow {
    key: string;
    /** What the table says is used where it is not given; undefined for words such as _required_. */
    value: string | undefined;
    words: string;
}

/** The settings in the README, in their order. */
export const settingRows: SettingRow[] = [...readme.matchAll(/^\| `([A-Z][A-Za-z_]+)`\s*\|.*\|([^|]*)\|$/gm)].map(
    ([, key = '', last = '']) => ({ key, value: /^`([^`]*)`$/.exec(last.trim())?.[1], words: last.trim() }),
);

/** The README's code blocks of a language, in their order. */
export const blocksOf = (language: string): string[] =>
    [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
        .filter(([, found]) => found === language)
        .map(([, , text = '']) => text);
