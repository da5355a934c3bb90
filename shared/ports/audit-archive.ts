import type { TenantOutcome } from '../domain/audit-run.ts';

/** A finished run, as its place in the list of them tells it. */
export interface OldRun {
    runId: string;
    /** Its place. */
    place: string;
}

/** Audit runs as those see them who look back, or clear away. */
export interface AuditArchive {
    /** How a tenant came out of a run; undefined where the run has nothing about it. */
    outcomeOf(runId: string, tenantId: string): Promise<TenantOutcome['outcome'] | undefined>;
    /** Runs that finished before this time, at most `most`. */
    finishedBefore(before: Date, most: number): Promise<OldRun[]>;
    /** Deletes a run with all its rows; after a crash half-way it is still in the list. */
    drop(run: OldRun): Promise<void>;
    /**
     * Deletes what finished and open runs found different of a tenant's subscriptions; that they went through it, and
     * how many there were, stays.
     *
     * @returns how many rows that were
     */
    deleteTenant(tenantId: string): Promise<number>;
}
