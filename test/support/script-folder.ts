import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const STATE = 'state.json';
const AZ_CALLS = 'az-calls';
const AZD_CALLS = 'azd-calls';

/** A folder in which the command lines of Azure stand in for the real ones, and remember what they were told. */
export interface ScriptFolder {
    /** Runs a script of the project with nothing else in its environment; the calls are those of this run. */
    run(
        script: string,
        args: readonly string[],
        env?: Record<string, string>,
    ): { status: number | null; stdout: string; stderr: string; calls: string[]; kept: string[] };
    /** What is registered. */
    state(): unknown;
    remove(): void;
}

/** Each call's arguments with a space between. */
const linesOf = (path: string): string[] => (existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []);

export const newScriptFolder = (): ScriptFolder => {
    const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
    const file = (name: string): string => join(folder, name);
    const fake = join(process.cwd(), 'test', 'support', 'fake-az.mjs');
    writeFileSync(file('az'), `#!/bin/sh\nexec "${process.execPath}" "${fake}" "$@"\n`, { mode: 0o755 });
    writeFileSync(file('azd'), `#!/bin/sh\necho "$*" >> "${file(AZD_CALLS)}"\n`, { mode: 0o755 });
    return {
        run(script, args, env = {}) {
            for (const name of [AZ_CALLS, AZD_CALLS]) rmSync(file(name), { force: true });
            const { status, stdout, stderr } = spawnSync('sh', [script, ...args], {
                encoding: 'utf8',
                env: {
                    PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
                    FAKE_AZ_STATE: file(STATE),
                    FAKE_AZ_CALLS: file(AZ_CALLS),
                    ...env,
                },
            });
            const calls = linesOf(file(AZ_CALLS)).map((line) => (JSON.parse(line) as string[]).join(' '));
            return { status, stdout, stderr, calls, kept: linesOf(file(AZD_CALLS)) };
        },
        state: () => (existsSync(file(STATE)) ? JSON.parse(readFileSync(file(STATE), 'utf8')) : undefined) as unknown,
        remove: () => rmSync(folder, { recursive: true, force: true }),
    };
};
