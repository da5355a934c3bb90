import { readFile } from 'node:fs/promises';

/** What a process held of the machine's memory, in MiB: now, and the most since it began. */
export interface Memory {
    now: number;
    most: number;
}

/** The most that the functions held up to the end of each audit of one estate, in MiB. */
export interface AuditPeaks {
    first: number;
    unchanged: number;
}

/** What Linux says of a process. */
export const memoryOf = async (pid: number): Promise<Memory> => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const mib = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024);
    return { now: mib('VmRSS'), most: mib('VmHWM') };
};

const ratio = (large: number, small: number): number => Math.round((large / small) * 100) / 100;

/** How many times the memory of a small estate a large one takes: each audit beside the same audit of the other. */
export const timesTheMemory = (small: AuditPeaks, large: AuditPeaks): AuditPeaks => ({
    first: ratio(large.first, small.first),
    unchanged: ratio(large.unchanged, small.unchanged),
});
