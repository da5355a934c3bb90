import { isUnsent } from '../../domain/report/job.ts';
import { newWork, resent } from '../../domain/work.ts';
import type { Log } from '../../ports/log.ts';
import type { ReportMessage } from '../../ports/queue.ts';
import type { ReportDeps } from './deps.ts';
import { sendReportMessage } from './send-report-message.ts';

type Deps = Pick<ReportDeps, 'reports' | 'mailQueue' | 'clock'>;

/** Sends again whatever report is past its due time, sent or not: the broker may have lost it. */
export async function sweepReports(deps: Deps & Pick<ReportDeps, 'sweepAfterSeconds'>, log: Log): Promise<void> {
    const now = deps.clock.now();
    const overdue = new Date(now.getTime() - deps.sweepAfterSeconds * 1000).toISOString();
    for await (const id of deps.reports.unsent()) {
        const stored = await deps.reports.get(id);
        if (stored === undefined || !isUnsent(stored.value) || stored.value.work.dueAt >= overdue) continue;
        const again = { ...stored.value, work: resent(stored.value.work, now) };
        if ((await deps.reports.replace(stored, again)) === 'written') await sendReportMessage(deps, again, log);
    }
}

/** A report whose last message died is not sent any more, until somebody has it done again. */
export async function giveUpReport(
    { reports }: Pick<Deps, 'reports'>,
    { reportId, attempt }: ReportMessage,
    detail: string,
): Promise<void> {
    for (;;) {
        const stored = await reports.get(reportId);
        if (stored === undefined || !isUnsent(stored.value) || stored.value.work.attempt > attempt) return;
        const work = { ...stored.value.work, lastError: detail };
        if ((await reports.replace(stored, { ...stored.value, state: 'failed', work })) === 'written') return;
    }
}

/** Has a report sent that was given up; false where there is no such report, or it has gone out after all. */
export async function retryReport(deps: Deps, reportId: string, log: Log): Promise<boolean> {
    for (;;) {
        const stored = await deps.reports.get(reportId);
        if (stored?.value.state !== 'failed') return false;
        const { attempt } = stored.value.work;
        const again = {
            ...stored.value,
            state: 'queued' as const,
            work: { ...newWork(deps.clock.now()), attempt: attempt + 1 },
        };
        if ((await deps.reports.replace(stored, again)) === 'conflict') continue;
        await sendReportMessage(deps, again, log);
        return true;
    }
}
