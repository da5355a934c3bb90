import type { ChangeCounts, TenantCounts, TenantState, Totals } from '../audit-run.ts';
import type { ReportedTenant } from '../report.ts';
import type { Some } from '../some.ts';
import type { OpsPage } from './looked.ts';

/** An audit run, and how far it is. */
export interface OpsRun {
    id: string;
    status: 'running' | 'finished';
    /** ISO 8601 UTC. */
    startedAt: string;
    finishedAt: string | null;
    /** Tenants to audit; 0 while they are still being put down. */
    expected: number;
    /** Of a run that goes on: those that it is done with so far. */
    tenants: TenantCounts;
    /** Null until it has finished. */
    totals: Totals | null;
    changes: ChangeCounts | null;
}

/** Runs that go on first, then those that finished, the last one first. */
export type RunsPage = OpsPage<OpsRun>;

export interface FailedTenant extends ReportedTenant {
    /** A word for scripts, as in `deadline`. */
    reason: string;
}

/** One run with the tenants that need somebody's eye: the first of each, and how many they are. */
export interface RunStory {
    /** ISO 8601 UTC. */
    asOf: string;
    run: OpsRun;
    failed: Some<FailedTenant>;
    /** New subscriptions of these would not be seen. */
    partial: Some<ReportedTenant>;
}

/** Where one customer stood in one run. */
export interface CustomerAudit extends Pick<TenantState, 'outcome' | 'partial' | 'reason'> {
    runId: string;
    /** ISO 8601 UTC. */
    finishedAt: string;
    totals: Totals;
}
