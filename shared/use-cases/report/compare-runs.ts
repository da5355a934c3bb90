import type { AuditRun } from '../../domain/audit-run.ts';
import { CHANGE_KINDS, noCounts } from '../../domain/report.ts';
import type { CoveragePoint, ReportedCounts, Since } from '../../domain/report.ts';
import type { LastReport } from '../../domain/report/job.ts';

/** A finished run, with what a report tells of it. */
export interface FinishedRun {
    id: string;
    startedAt: string;
    finishedAt: string;
    expected: number;
    result: NonNullable<AuditRun['result']>;
}

/** The finished ones, in their order. */
export const finishedRuns = (runs: readonly AuditRun[]): FinishedRun[] =>
    runs.flatMap(({ id, startedAt, finishedAt, expected, result }) =>
        finishedAt === null || result === null ? [] : [{ id, startedAt, finishedAt, expected, result }],
    );

/**
 * What is told as new is what is so since the last report; where there was none, since the run before.
 *
 * @param runs the one that finished last first
 */
export function sinceOf(last: LastReport | undefined, runs: readonly FinishedRun[]): Since {
    if (last !== undefined) return { kind: 'report', at: last.sentAt, runFinishedAt: last.runFinishedAt };
    const [, before] = runs;
    return before === undefined
        ? { kind: 'beginning', at: null, runFinishedAt: null }
        : { kind: 'run', at: before.finishedAt, runFinishedAt: before.finishedAt };
}

/** The runs that finished since; none at the beginning, where everything would be new. */
export const runsSince = ({ runFinishedAt }: Since, runs: readonly FinishedRun[]): FinishedRun[] =>
    runFinishedAt === null ? [] : runs.filter(({ finishedAt }) => finishedAt > runFinishedAt);

/** The sums of what those runs found different. */
export function changesOf(runs: readonly FinishedRun[]): ReportedCounts {
    const sums = noCounts();
    for (const { result } of runs) for (const kind of CHANGE_KINDS) sums[kind] += result.changes[kind];
    return sums;
}

/** Where coverage stood, oldest first. */
export const historyOf = (runs: readonly FinishedRun[]): CoveragePoint[] =>
    runs.map(({ id, finishedAt, result }) => ({ runId: id, finishedAt, totals: result.totals })).reverse();
