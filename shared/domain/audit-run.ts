import type { Coverage } from './coverage.ts';
import type { Work } from './work.ts';

/** Subscriptions by where they stand. */
export type Totals = { subscriptions: number } & Record<Coverage, number>;

/** Counts of a run's tenants; `partial` are those of `done` where the audit cannot see everything. */
export interface TenantCounts {
    done: number;
    failed: number;
    partial: number;
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
    result: { tenants: TenantCounts; totals: Totals } | null;
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
}

/** One tenant that a run is done with. */
export interface TenantOutcome {
    tenantId: string;
    outcome: 'done' | 'failed';
    partial: boolean;
    /** Why it failed; null where it did not. */
    reason: string | null;
    totals: Totals;
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

export function totalsOf(records: Iterable<{ coverage: Coverage }>): Totals {
    const totals = noTotals();
    for (const { coverage } of records) {
        totals.subscriptions += 1;
        totals[coverage] += 1;
    }
    return totals;
}

/** The sums over a run's tenants: of rows, so that nothing is counted twice. */
export async function sumOf(
    outcomes: AsyncIterable<TenantOutcome>,
): Promise<{ tenants: TenantCounts; totals: Totals }> {
    const tenants: TenantCounts = { done: 0, failed: 0, partial: 0 };
    const totals = noTotals();
    for await (const one of outcomes) {
        tenants[one.outcome] += 1;
        if (one.partial) tenants.partial += 1;
        for (const key of Object.keys(totals) as (keyof Totals)[]) totals[key] += one.totals[key];
    }
    return { tenants, totals };
}

/** @param deadlineMinutes from the start of the run */
export const isPastDeadline = (run: Pick<AuditRun, 'startedAt'>, deadlineMinutes: number, now: Date): boolean =>
    now.getTime() - Date.parse(run.startedAt) >= deadlineMinutes * 60_000;
