import type { AuditRun, TenantOutcome, TenantTask } from '../domain/audit-run.ts';
import type { Stored } from './store.ts';

/** Audit runs, with one row for each of their tenants: pending first, then with its outcome. */
export interface AuditStore {
    /** Adds a run and puts it among the open ones. */
    open(run: AuditRun): Promise<void>;
    get(runId: string): Promise<Stored<AuditRun> | undefined>;
    replace(before: Stored<AuditRun>, next: AuditRun): Promise<'written' | 'conflict'>;
    /** Runs that may need something: all that are not closed. */
    openRuns(): AsyncIterable<{ runId: string; openedAt: string }>;
    /** Takes a run from the open ones. */
    close(runId: string): Promise<void>;

    /** Adds what neither stands as pending nor has an outcome; gives how many tenants the run has then. */
    addTasks(runId: string, tasks: AsyncIterable<TenantTask>): Promise<number>;
    task(runId: string, tenantId: string): Promise<Stored<TenantTask> | undefined>;
    replaceTask(before: Stored<TenantTask>, next: TenantTask): Promise<'written' | 'conflict'>;
    pending(runId: string): AsyncIterable<Stored<TenantTask>>;
    hasPending(runId: string): Promise<boolean>;
    /** Moves a pending tenant to its outcome in one step. */
    settleTask(runId: string, outcome: TenantOutcome): Promise<'moved' | 'not-pending'>;
    outcomes(runId: string): AsyncIterable<TenantOutcome>;

    latestFinished(): Promise<AuditRun | undefined>;
    /** Makes this the latest finished run, unless a later one is that already. */
    noteFinished(run: AuditRun): Promise<void>;
}
