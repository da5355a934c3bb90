import { z } from 'zod';
import { isUnsent } from '../../domain/report/job.ts';
import type { LastReport, ReportJob } from '../../domain/report/job.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import { rowReader, toColumns } from './row-codec.ts';
import { withPrefix } from './table.ts';
import type { Change, Row, Table } from './table.ts';

/** One partition, so that a report, the list of unsent ones and what was said last change in one transaction. */
export const REPORTS = 'reports';
export const REPORT = 'report|';
const UNSENT = 'unsent|';
const LAST = 'last';

const readJob = rowReader(
    () =>
        z.strictObject({
            state: z.enum(['queued', 'sending', 'sent', 'failed', 'cancelled']),
            askedAt: z.iso.datetime(),
            sentAt: z.iso.datetime().nullable().default(null),
            work: z.strictObject({
                attempt: z.number(),
                dueAt: z.iso.datetime(),
                failures: z.number(),
                failingSince: z.iso.datetime().nullable(),
                lastError: z.string().nullable(),
            }),
        }),
    ['work'],
);

const readLast = rowReader(() =>
    z.strictObject({
        reportId: z.string(),
        sentAt: z.iso.datetime(),
        fingerprint: z.string(),
        runFinishedAt: z.iso.datetime(),
    }),
);

const jobRow = ({ id, ...job }: ReportJob): Row => ({
    partitionKey: REPORTS,
    rowKey: `${REPORT}${id}`,
    ...toColumns(job),
});

const unsentRow = ({ id }: ReportJob): Row => ({ partitionKey: REPORTS, rowKey: `${UNSENT}${id}` });

/** Keeps the list of unsent ones in step. */
function unsentChange(before: ReportJob, next: ReportJob): Change[] {
    if (isUnsent(before) === isUnsent(next)) return [];
    return isUnsent(next)
        ? [{ kind: 'upsert', row: unsentRow(next) }]
        : [{ kind: 'delete', rowKey: unsentRow(next).rowKey }];
}

const lastRow = (said: LastReport): Row => ({ partitionKey: REPORTS, rowKey: LAST, ...toColumns({ ...said }) });

export const reportTable = (table: Table): ReportStore => ({
    add: async (job) => {
        const rows = [jobRow(job), unsentRow(job)];
        const result = await table.transact(
            REPORTS,
            rows.map((row): Change => ({ kind: 'insert', row })),
        );
        return result === 'written' ? 'written' : 'exists';
    },
    get: async (id) => {
        const found = await table.get(REPORTS, `${REPORT}${id}`);
        return found && { value: { id, ...readJob(found.value) }, etag: found.etag };
    },
    replace: async (before, next, said) => {
        const result = await table.transact(REPORTS, [
            { kind: 'replace', row: jobRow(next), etag: before.etag },
            ...unsentChange(before.value, next),
            ...(said === undefined ? [] : [{ kind: 'upsert', row: lastRow(said) } as const]),
        ]);
        return result === 'written' ? 'written' : 'conflict';
    },
    unsent: async function* () {
        for await (const { value } of table.scan(withPrefix(REPORTS, UNSENT))) yield value.rowKey.slice(UNSENT.length);
    },
    last: async () => {
        const found = await table.get(REPORTS, LAST);
        return found && readLast(found.value);
    },
});
