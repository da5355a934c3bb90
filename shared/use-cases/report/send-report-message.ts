import { describe } from '../../domain/describe-error.ts';
import type { ReportJob } from '../../domain/report/job.ts';
import type { Log } from '../../ports/log.ts';
import type { ReportDeps } from './deps.ts';

/** Sends the message of a report as it stands, for its due time. One that cannot be sent is left to the sweep. */
export async function sendReportMessage(
    { mailQueue, clock }: Pick<ReportDeps, 'mailQueue' | 'clock'>,
    { id, work }: ReportJob,
    log: Log,
): Promise<void> {
    const { attempt } = work;
    const dueAt = new Date(work.dueAt);
    const messageId = `report-${id}:1:${attempt}`;
    try {
        const notBefore = dueAt > clock.now() ? dueAt : undefined;
        await mailQueue.send({ kind: 'report', reportId: id, attempt }, { messageId, notBefore });
    } catch (error) {
        log.warn('left to the sweep', { what: messageId, ...describe(error) });
    }
}
