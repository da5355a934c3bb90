import { AppError } from '../../domain/errors.ts';
import { askedId, newJob, scheduledId } from '../../domain/report/job.ts';
import type { Log } from '../../ports/log.ts';
import type { ReportDeps } from './deps.ts';
import { sendReportMessage } from './send-report-message.ts';

type Deps = Pick<ReportDeps, 'recipients' | 'reports' | 'source' | 'mailQueue' | 'clock' | 'random'>;

/** Recorded first: what is written down is sent, whatever happens to the message. */
async function ask(deps: Deps, id: string, log: Log): Promise<'asked' | 'asked-before'> {
    const job = newJob(id, deps.clock.now());
    if ((await deps.reports.add(job)) === 'exists') return 'asked-before';
    await sendReportMessage(deps, job, log);
    log.info('report asked for', { reportId: id });
    return 'asked';
}

const hasFinishedRun = async ({ source }: Pick<Deps, 'source'>): Promise<boolean> => (await source.runs(1)).length > 0;

/**
 * Has the report sent now.
 *
 * @throws AppError `no-recipients` where nobody is set to get it, `invalid-state` before the first audit has finished
 */
export async function requestReport(deps: Deps, log: Log): Promise<void> {
    if (deps.recipients.length === 0) {
        throw new AppError('no-recipients', 'Nobody gets the report: name addresses in the setting REPORT_RECIPIENTS.');
    }
    if (!(await hasFinishedRun(deps))) {
        throw new AppError('invalid-state', 'No audit has finished yet: start one with POST /api/audit/runs.');
    }
    await ask(deps, askedId(deps.random.bytes(16).toString('hex')), log);
}

/** The same on schedule: once, however often the timer fires in the same minute; nothing where there is nobody to tell. */
export async function requestScheduledReport(deps: Deps, log: Log): Promise<void> {
    if (deps.recipients.length === 0) return;
    if (await hasFinishedRun(deps)) await ask(deps, scheduledId(deps.clock.now()), log);
    else log.warn('no report: no audit has finished yet');
}
