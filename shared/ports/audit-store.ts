import type { AuditRun, TenantOutcome, TenantState, TenantTask } from '../domain/audit-run.ts';
import type { RunChange } from '../domain/coverage-changes.ts';
import type { Page, Stored } from './store.ts';

/** Audit runs, with one row for each of their tenants: pending first, then with its outcome. */
export interface AuditStore {
    /** Adds a run and puts it among the open ones; undefined where it is not there any more. */
    open(run: AuditRun): Promise<Stored<AuditRun> | undefined>;
    get(runId: string): Promise<Stored<AuditRun> | undefined>;
    replace(before: Stored<AuditRun>, next: AuditRun): Promise<'written' | 'conflict'>;
    /** Runs that may need something: all that are not closed. */
    openRuns(): AsyncIterable<{ runId: string; openedAt: string }>;
    /** Takes a run from the open ones. */
    close(runId: string): Promise<void>;

    /**
     * Adds what neither stands as pending nor has an outcome; gives how many tenants the run has then.
     *
     * @param isNew nobody added any before, so there is nothing to look for
     */
    addTasks(runId: string, tasks: AsyncIterable<TenantTask>, isNew?: boolean): Promise<number>;
    task(runId: string, tenantId: string): Promise<Stored<TenantTask> | undefined>;
    replaceTask(before: Stored<TenantTask>, next: TenantTask): Promise<'written' | 'conflict'>;
    /** The same, for whoever goes on with it; undefined where somebody else wrote it first. */
    takeTask(before: Stored<TenantTask>, next: TenantTask): Promise<Stored<TenantTask> | undefined>;
    pending(runId: string): AsyncIterable<Stored<TenantTask>>;
    hasPending(runId: string): Promise<boolean>;
    /** Moves a pending tenant to its outcome in one step. */
    settleTask(runId: string, outcome: TenantOutcome): Promise<'moved' | 'not-pending'>;
    outcomes(runId: string): AsyncIterable<TenantOutcome>;

    /**
     * How the tenants came out that the run is done with: far less to read than their outcomes.
     *
     * @param only those that failed, or those of which not everything can be seen
     */
    tenantStates(runId: string, only?: 'failed' | 'partial'): AsyncIterable<TenantState>;

    /** Writes down what a run found different; the same again changes nothing, and none writes nothing. */
    noteChanges(runId: string, changes: readonly RunChange[]): Promise<void>;
    changesOf(runId: string, tenantId: string): AsyncIterable<RunChange>;
    /** Of a tenant that was deleted meanwhile. */
    forgetChanges(runId: string, tenantId: string): Promise<void>;
    /** By tenant, then by subscription. */
    changes(runId: string): AsyncIterable<RunChange>;

    latestFinished(): Promise<AuditRun | undefined>;
    /** Finished runs, the one that finished last first. */
    recentFinished(page: { limit: number; continuation?: string | undefined }): Promise<Page<AuditRun>>;
    /** Lists this run among the finished ones, as their latest unless a later one is that already. */
    noteFinished(run: AuditRun): Promise<void>;
}
