import { z } from 'zod';
import { noChanges } from '../../domain/audit-run.ts';
import type { AuditRun, TenantOutcome, TenantState, TenantTask } from '../../domain/audit-run.ts';
import type { Stored } from '../../ports/store.ts';
import { rowReader, toColumns } from './row-codec.ts';
import type { Row } from './table.ts';

/*
 * A run, and where each tenant is in it, as rows: see `audit-runs.ts` for their layout.
 */

export const RUN = 'run';
export const PENDING = 'pending|';
export const DONE = 'done|';

export const runPartition = (runId: string): string => `run:${runId}`;

export const pendingKey = (tenantId: string): string => `${PENDING}${tenantId}`;
export const outcomeKey = (tenantId: string): string => `${DONE}${tenantId}`;

const count = () => z.number().int().min(0);

const totals = () =>
    z.strictObject({
        subscriptions: count(),
        covered: count(),
        missing: count(),
        excluded: count(),
        inactive: count(),
        unknown: count(),
    });

/** What an earlier version wrote has none. */
const changes = () =>
    z
        .strictObject({
            new: count(),
            newlyMissing: count(),
            recovered: count(),
            moved: count(),
            gone: count(),
            migrated: count(),
        })
        .default(noChanges());

export const readRun: (row: Row) => AuditRun = rowReader(
    () =>
        z.strictObject({
            id: z.string(),
            status: z.enum(['planning', 'running', 'finished']),
            startedAt: z.string(),
            planningSince: z.string(),
            finishedAt: z.string().nullable().default(null),
            expected: count(),
            result: z
                .strictObject({
                    tenants: z.strictObject({ done: count(), failed: count(), partial: count() }),
                    totals: totals(),
                    changes: changes(),
                })
                .nullable()
                .default(null),
        }),
    ['result'],
);

export const runRow = (run: AuditRun): Row => ({
    partitionKey: runPartition(run.id),
    rowKey: RUN,
    ...toColumns({ ...run }),
});

const taskColumns = rowReader(
    () =>
        z.strictObject({
            work: z.strictObject({
                attempt: count(),
                dueAt: z.string(),
                failures: count(),
                failingSince: z.string().nullable(),
                lastError: z.string().nullable(),
            }),
            cursor: z.string().nullable().default(null),
            // What an earlier version wrote does not say.
            begun: z.boolean().default(true),
        }),
    ['work'],
);

export const readTask = (runId: string, { value, etag }: Stored<Row>): Stored<TenantTask> => ({
    value: { runId, tenantId: value.rowKey.slice(PENDING.length), ...taskColumns(value) },
    etag,
});

export const taskRow = ({ runId, tenantId, ...task }: TenantTask): Row => ({
    partitionKey: runPartition(runId),
    rowKey: pendingKey(tenantId),
    ...toColumns(task),
});

const state = () => ({
    outcome: z.enum(['done', 'failed']),
    partial: z.boolean(),
    reason: z.string().nullable().default(null),
});

/** The columns that {@link readState} reads. */
export const STATE_COLUMNS = ['outcome', 'partial', 'reason'] as const;

const stateColumns = rowReader(() => z.strictObject(state()));

const outcomeColumns = rowReader(
    () => z.strictObject({ ...state(), totals: totals(), changes: changes() }),
    ['totals', 'changes'],
);

const tenantOf = (row: Row): string => row.rowKey.slice(DONE.length);

export const readState = (row: Row): TenantState => ({ tenantId: tenantOf(row), ...stateColumns(row) });

export const readOutcome = (row: Row): TenantOutcome => ({ tenantId: tenantOf(row), ...outcomeColumns(row) });

export const outcomeRow = (runId: string, { tenantId, ...outcome }: TenantOutcome): Row => ({
    partitionKey: runPartition(runId),
    rowKey: outcomeKey(tenantId),
    ...toColumns(outcome),
});
