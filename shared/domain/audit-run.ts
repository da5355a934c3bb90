import type { Coverage } from './coverage.ts';
import type { RunChange } from './coverage-changes.ts';
import type { Work } from './work.ts';

/** Subscriptions by where they stand. */
export type Totals = { subscriptions: number } & Record<Coverage, number>;

/** Counts of a run's tenants; `partial` are those of `done` where the audit cannot see everything. */
export interface TenantCounts {
    done: number;
    failed: number;
    partial: number;
}

/** What a run found different from what was known before: so many subscriptions of each kind. */
export type ChangeCounts = Record<Exclude<RunChange['what'], 'offer'>, number>;

/** What a run came to. */
export interface RunResult {
    tenants: TenantCounts;
    totals: Totals;
    changes: ChangeCounts;
}

export interface AuditRun {
    id: string;
    /** `planning` while its tenants are being put down; the outside sees it as running. */
    status: 'planning' | 'running' | 'finished';
    startedAt: string;
    /** When somebody last took up the planning: the sweep goes on with one that was left. */
    planningSince: string;
    finishedAt: string | null;
    /** Tenants to audit; known once planning is over. */
    expected: number;
    /** Written when the run finishes. */
    result: RunResult | null;
}

/** One tenant that a run has yet to audit. */
export interface TenantTask {
    runId: string;
    tenantId: string;
    work: Work;
    /**
     * Subscriptions up to this ID have been read in this run and saved: where throttling stops an
     * audit half-way, the next try goes on behind it.
     */
    cursor: string | null;
    /** Whether somebody took it in hand, and so may have told changes of its tenant. */
    begun: boolean;
}

/** One tenant that a run is done with. */
export interface TenantOutcome {
    tenantId: string;
    outcome: 'done' | 'failed';
    partial: boolean;
    /** Why it failed; null where it did not. */
    reason: string | null;
    totals: Totals;
    changes: ChangeCounts;
}

/** How one tenant of a run came out, without what was counted there. */
export type TenantState = Pick<TenantOutcome, 'tenantId' | 'outcome' | 'partial' | 'reason'>;

export const noTotals = (): Totals => ({
    subscriptions: 0,
    covered: 0,
    missing: 0,
    excluded: 0,
    inactive: 0,
    unknown: 0,
});

export const noChanges = (): ChangeCounts => ({
    new: 0,
    newlyMissing: 0,
    recovered: 0,
    moved: 0,
    gone: 0,
    migrated: 0,
});

export async function countChanges(
    changes: AsyncIterable<Pick<RunChange, 'what'>> | Iterable<Pick<RunChange, 'what'>>,
): Promise<ChangeCounts> {
    const counts = noChanges();
    for await (const { what } of changes) if (what !== 'offer') counts[what] += 1;
    return counts;
}

/** Counts one more subscription. */
export function countIn(totals: Totals, { coverage }: { coverage: Coverage }): void {
    totals.subscriptions += 1;
    totals[coverage] += 1;
}

export function totalsOf(records: Iterable<{ coverage: Coverage }>): Totals {
    const totals = noTotals();
    for (const record of records) countIn(totals, record);
    return totals;
}

const add = <Key extends string>(sum: Record<Key, number>, more: Record<Key, number>): void => {
    for (const key of Object.keys(sum) as Key[]) sum[key] += more[key];
};

/** The sums over a run's tenants: of rows, so that nothing is counted twice. */
export async function sumOf(outcomes: AsyncIterable<TenantOutcome>): Promise<RunResult> {
    const tenants: TenantCounts = { done: 0, failed: 0, partial: 0 };
    const totals = noTotals();
    const changes = noChanges();
    for await (const one of outcomes) {
        tenants[one.outcome] += 1;
        if (one.partial) tenants.partial += 1;
        add(totals, one.totals);
        add(changes, one.changes);
    }
    return { tenants, totals, changes };
}

/** @param deadlineMinutes from the start of the run */
export const isPastDeadline = (run: Pick<AuditRun, 'startedAt'>, deadlineMinutes: number, now: Date): boolean =>
    now.getTime() - Date.parse(run.startedAt) >= deadlineMinutes * 60_000;
