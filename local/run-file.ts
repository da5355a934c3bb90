import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from './files.ts';

const runSchema = z.object({
    /** Origin of the app, without `/api`. */
    functions: z.string(),
    /** Connection strings. */
    tables: z.string(),
    serviceBus: z.string(),
    /** Base URLs. */
    mail: z.string(),
    arm: z.string(),
    /** Origin of the pages where people sign in, plain HTTP. */
    signin: z.string(),
    /** The certificate of `arm`, PEM. */
    caFile: z.string(),
    functionKey: z.string(),
    pids: z.object({ cloud: z.int(), host: z.int() }),
});

/** What a running local cloud says of itself in `run.json`. */
export type Run = z.infer<typeof runSchema>;

const fileIn = (dir: string): string => join(dir, 'run.json');

/** Writes run.json whole: who reads meanwhile sees the old or the new one. */
export const writeRun = (dir: string, run: Run): Promise<void> =>
    writeWhole(fileIn(dir), `${JSON.stringify(run, undefined, 2)}\n`, 0o600);

/** The run.json of a folder; undefined when there is none, or none that can be read. */
export const readRun = async (dir: string): Promise<Run | undefined> => {
    try {
        return runSchema.parse(JSON.parse(await readFile(fileIn(dir), 'utf8')));
    } catch {
        return undefined;
    }
};

export const removeRun = (dir: string): Promise<void> => rm(fileIn(dir), { force: true });

const isAlive = (pid: number): boolean => {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
};

/**
 * The run that uses a folder at this moment. After a crash the file stays behind and its process ID may belong to
 * another program by now, so the mail service must answer as well.
 */
export const findRunning = async (dir: string): Promise<Run | undefined> => {
    const run = await readRun(dir);
    if (run === undefined || !isAlive(run.pids.cloud)) return undefined;
    try {
        const answer = await fetch(`${run.mail}/_sim/faults`, { signal: AbortSignal.timeout(2_000) });
        await answer.body?.cancel();
        return answer.ok ? run : undefined;
    } catch {
        return undefined;
    }
};
