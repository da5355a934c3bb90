import { newWork } from '../work.ts';
import type { Work } from '../work.ts';

/** A report that is to be sent. What it says is made when it is sent. */
export interface ReportJob {
    id: string;
    /** `sending` is claimed by a function; `failed` was given up, `cancelled` has nobody to go to or nothing to say. */
    state: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled';
    /** ISO 8601 UTC. */
    askedAt: string;
    sentAt: string | null;
    work: Work;
}

/** What the last report that went out said, as far as the next one has to know. */
export interface LastReport {
    reportId: string;
    /** ISO 8601 UTC. */
    sentAt: string;
    fingerprint: string;
    /** When the run finished that it told of, ISO 8601 UTC. */
    runFinishedAt: string;
}

export const isUnsent = ({ state }: ReportJob): boolean => state === 'queued' || state === 'sending';

export const newJob = (id: string, now: Date): ReportJob => ({
    id,
    state: 'queued',
    askedAt: now.toISOString(),
    sentAt: null,
    work: newWork(now),
});

const HALF_A_MINUTE_MS = 30_000;

/**
 * The ID of the report of a timer: the same for whoever fires it in the same minute. A timer may fire a little
 * early, so the nearest full minute counts.
 */
export const scheduledId = (now: Date): string =>
    `timer-${new Date(now.getTime() + HALF_A_MINUTE_MS).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`;

/** @param random hexadecimal, from 16 bytes */
export const askedId = (random: string): string => `asked-${random}`;
