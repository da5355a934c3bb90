import type { Totals } from '../audit-run.ts';
import type { CoveragePoint, Funnel, ReportedChange, ReportedCounts } from '../report.ts';
import type { Some } from '../some.ts';
import type { WaitingLetters } from './dead-letter-list.ts';
import type { FailedTenant, OpsRun } from './runs.ts';

/** What the latest finished run left behind. */
export interface OpsCoverage {
    run: OpsRun & { finishedAt: string };
    totals: Totals;
    /** Oldest first; the last one is `run`. */
    trend: CoveragePoint[];
    /** What it found different from before: counted, and the first that matter most. */
    changes: ReportedCounts;
    changed: ReportedChange[];
    failed: Some<FailedTenant>;
    /** Tenants of which not everything can be seen. */
    partial: number;
}

/** How far the invites came; they are counted less often than the rest is looked at. */
export type OpsFunnel = Funnel & {
    /** When they were counted, ISO 8601 UTC. */
    asOf: string;
};

/** What the first of the operations pages shows. */
export interface OpsOverview {
    /** ISO 8601 UTC. */
    asOf: string;
    /** Null as long as no audit has finished. */
    coverage: OpsCoverage | null;
    funnel: OpsFunnel;
    /** Runs that go on, the last that was started first. */
    running: OpsRun[];
    deadLetters: WaitingLetters;
}
