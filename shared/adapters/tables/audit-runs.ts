import { odata } from '@azure/data-tables';
import { z } from 'zod';
import { UnavailableError } from '../../domain/errors.ts';
import type { AuditRun } from '../../domain/audit-run.ts';
import type { AuditStore } from '../../ports/audit-store.ts';
import type { Stored } from '../../ports/store.ts';
import {
    DONE,
    outcomeRow,
    PENDING,
    pendingKey,
    readOutcome,
    readRun,
    readState,
    readTask,
    RUN,
    runPartition,
    runRow,
    STATE_COLUMNS,
    taskRow,
} from './audit-run-rows.ts';
import { CHANGE, changeFromRow, changeRow, changesOfTenant } from './change-rows.ts';
import { deleteRows } from './delete-rows.ts';
import { fullPage, mapPage } from './full-page.ts';
import { newestFirst, withPrefix } from './table.ts';
import type { Row, Table } from './table.ts';

/** The partition that lists those that are not over. */
export const OPEN = 'open';
/** The partition that lists the finished runs. */
export const FINISHED = 'finished';
const LATEST = { partitionKey: 'latest', rowKey: 'finished' } as const;
const AT_ONCE = 100;
const TRIES = 10;

const ONLY = { failed: odata` and outcome eq ${'failed'}`, partial: odata` and partial eq ${true}` } as const;

/** @returns how many rows there were */
export const deleteChanges = (table: Table, runId: string, tenantId: string): Promise<number> =>
    deleteRows(table, runPartition(runId), withPrefix(runPartition(runId), changesOfTenant(tenantId)));

/**
 * A run is a partition `run:{id}`: the row `run`, and for each tenant `pending|{tenantId}`, which
 * becomes `done|{tenantId}` in one transaction, and `change|{tenantId}|…` for what it found different.
 * Beside them, the open runs in one partition, copies of the finished ones in another, the latest first, and a copy of
 * that one by itself, so that showing it is a point read.
 */
export function auditStore(table: Table): AuditStore {
    async function knownTenants(runId: string): Promise<Set<string>> {
        const known = new Set<string>();
        for await (const { value } of table.scan(odata`PartitionKey eq ${runPartition(runId)}`)) {
            const [, tenantId] = /^(?:pending|done)\|(.+)$/.exec(value.rowKey) ?? [];
            if (tenantId !== undefined) known.add(tenantId);
        }
        return known;
    }

    async function get(runId: string): Promise<Stored<AuditRun> | undefined> {
        const found = await table.get(runPartition(runId), RUN);
        return found && { value: readRun(found.value), etag: found.etag };
    }

    async function addRows(runId: string, rows: readonly Row[]): Promise<void> {
        const changes = rows.map((row) => ({ kind: 'insert', row }) as const);
        if ((await table.transact(runPartition(runId), changes)) === 'written') return;
        // Somebody else is planning the same run: whichever row is there already stays.
        for (const row of rows) await table.insert(row);
    }

    return {
        open: async (run) => {
            // The index first: a run that nobody finds would never end.
            await table.insert({ partitionKey: OPEN, rowKey: run.id, openedAt: run.startedAt });
            const tags = new Map<string, string>();
            await table.insert(runRow(run), tags);
            const etag = tags.get(RUN);
            return etag === undefined ? await get(run.id) : { value: run, etag };
        },
        get,
        replace: (before, next) => table.replace(runRow(next), before.etag),
        openRuns: async function* () {
            for await (const { value } of table.scan(odata`PartitionKey eq ${OPEN}`)) {
                yield { runId: value.rowKey, openedAt: z.string().parse(value.openedAt) };
            }
        },
        close: async (runId) => {
            await table.delete(OPEN, runId);
        },

        addTasks: async (runId, tasks, isNew = false) => {
            const known = isNew ? new Set<string>() : await knownTenants(runId);
            let rows: Row[] = [];
            for await (const task of tasks) {
                if (known.has(task.tenantId)) continue;
                known.add(task.tenantId);
                rows.push(taskRow(task));
                if (rows.length < AT_ONCE) continue;
                await addRows(runId, rows);
                rows = [];
            }
            await addRows(runId, rows);
            return known.size;
        },
        task: async (runId, tenantId) => {
            const found = await table.get(runPartition(runId), pendingKey(tenantId));
            return found && readTask(runId, found);
        },
        replaceTask: (before, next) => table.replace(taskRow(next), before.etag),
        takeTask: async (before, next) => {
            const row = taskRow(next);
            const tags = new Map<string, string>();
            if ((await table.replace(row, before.etag, tags)) === 'conflict') return undefined;
            const etag = tags.get(row.rowKey);
            if (etag !== undefined) return { value: next, etag };
            const found = await table.get(row.partitionKey, row.rowKey);
            const task = found && readTask(next.runId, found);
            const isOurs = task?.value.work.attempt === next.work.attempt && task.value.work.dueAt === next.work.dueAt;
            return isOurs ? task : undefined;
        },
        pending: async function* (runId) {
            for await (const row of table.scan(withPrefix(runPartition(runId), PENDING))) yield readTask(runId, row);
        },
        hasPending: async (runId) => {
            const first = await fullPage(table, { filter: withPrefix(runPartition(runId), PENDING), limit: 1 });
            return first.items.length > 0;
        },
        settleTask: async (runId, outcome) => {
            const moved = await table.transact(runPartition(runId), [
                { kind: 'delete', rowKey: pendingKey(outcome.tenantId) },
                { kind: 'upsert', row: outcomeRow(runId, outcome) },
            ]);
            return moved === 'written' ? 'moved' : 'not-pending';
        },
        outcomes: async function* (runId) {
            for await (const { value } of table.scan(withPrefix(runPartition(runId), DONE))) yield readOutcome(value);
        },

        tenantStates: async function* (runId, only) {
            const filter = withPrefix(runPartition(runId), DONE) + (only === undefined ? '' : ONLY[only]);
            for await (const { value } of table.scan(filter, STATE_COLUMNS)) yield readState(value);
        },

        recentFinished: async (page) =>
            mapPage(await fullPage(table, { filter: odata`PartitionKey eq ${FINISHED}`, ...page }), ({ value }) =>
                readRun(value),
            ),
        noteChanges: async (runId, noted) => {
            for (let start = 0; start < noted.length; start += AT_ONCE) {
                const part = noted
                    .slice(start, start + AT_ONCE)
                    .map((change) => ({ kind: 'upsert', row: changeRow(runPartition(runId), change) }) as const);
                await table.transact(runPartition(runId), part);
            }
        },
        changesOf: async function* (runId, tenantId) {
            const filter = withPrefix(runPartition(runId), changesOfTenant(tenantId));
            for await (const { value } of table.scan(filter)) yield changeFromRow(value);
        },
        forgetChanges: async (runId, tenantId) => {
            await deleteChanges(table, runId, tenantId);
        },
        changes: async function* (runId) {
            const filter = withPrefix(runPartition(runId), CHANGE);
            for await (const { value } of table.scan(filter)) yield changeFromRow(value);
        },

        latestFinished: async () => {
            const found = await table.get(LATEST.partitionKey, LATEST.rowKey);
            return found && readRun(found.value);
        },
        noteFinished: async (run) => {
            const place = `${newestFirst(run.finishedAt ?? run.startedAt)}|${run.id}`;
            await table.upsert({ ...runRow(run), partitionKey: FINISHED, rowKey: place });
            const row = { ...runRow(run), ...LATEST };
            for (let tries = 0; tries < TRIES; tries += 1) {
                const before = await table.get(LATEST.partitionKey, LATEST.rowKey);
                if (before !== undefined && (readRun(before.value).finishedAt ?? '') >= (run.finishedAt ?? '')) return;
                const written = before === undefined ? await table.insert(row) : await table.replace(row, before.etag);
                if (written === 'written') return;
            }
            throw new UnavailableError('Too many runs finish at once.');
        },
    };
}
