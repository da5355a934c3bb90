import { PermanentError, UnavailableError } from '../../domain/errors.ts';
import { isUnsent } from '../../domain/report/job.ts';
import type { LastReport, ReportJob } from '../../domain/report/job.ts';
import { listed } from '../../domain/report/listed.ts';
import { handedBack, inHand, postponed, resent, standing } from '../../domain/work.ts';
import type { Log } from '../../ports/log.ts';
import { MOST_ATTACHED } from '../../ports/mailer.ts';
import type { MailResult } from '../../ports/mailer.ts';
import type { ReportMessage } from '../../ports/queue.ts';
import type { Stored } from '../../ports/store.ts';
import { buildReport } from './build-report.ts';
import type { ReportDeps } from './deps.ts';
import { missingList } from './missing-list.ts';
import { sendReportMessage } from './send-report-message.ts';

/** Writes the report and sends its message; somebody else's write means that they see to it. */
async function passOn(deps: ReportDeps, before: Stored<ReportJob>, next: ReportJob, log: Log): Promise<void> {
    if ((await deps.reports.replace(before, next)) === 'written') await sendReportMessage(deps, next, log);
}

/** Takes the report into our hands, if a message of this attempt may; undefined where it may not. */
async function claim(
    deps: ReportDeps,
    { reportId, attempt }: ReportMessage,
    log: Log,
): Promise<Stored<ReportJob> | undefined> {
    const stored = await deps.reports.get(reportId);
    if (stored === undefined) throw new PermanentError('unknown-report', 'There is no such report (any more).');
    const { value: job } = stored;
    if (!isUnsent(job)) return undefined;
    const now = deps.clock.now();
    switch (standing(job.work, attempt, now)) {
        case 'superseded':
            await sendReportMessage(deps, job, log);
            return undefined;
        case 'early':
            // Somebody has it in hand, or died with it: whoever comes when it is due will see.
            await passOn(deps, stored, { ...job, work: resent(job.work, new Date(job.work.dueAt)) }, log);
            return undefined;
        case 'act': {
            const mine: ReportJob = { ...job, state: 'sending', work: inHand(job.work, now) };
            if ((await deps.reports.replace(stored, mine)) === 'conflict') return undefined;
            const held = await deps.reports.get(reportId);
            return held?.value.work.dueAt === mine.work.dueAt ? held : undefined;
        }
    }
}

/** Ends a report, whoever wrote it meanwhile: a message that came too early has it sent once more otherwise. */
async function end(
    { reports }: ReportDeps,
    held: Stored<ReportJob>,
    over: Partial<ReportJob>,
    said?: LastReport,
): Promise<void> {
    for (let stored: Stored<ReportJob> | undefined = held; stored !== undefined && isUnsent(stored.value);) {
        if ((await reports.replace(stored, { ...stored.value, ...over }, said)) === 'written') return;
        stored = await reports.get(held.value.id);
    }
}

/** Puts the report together and hands it to the mail service; undefined where there is nothing to tell, or nobody. */
async function handOver(
    deps: ReportDeps,
    { id }: ReportJob,
): Promise<{ result: MailResult; said: LastReport } | undefined> {
    if (deps.recipients.length === 0) return undefined;
    const now = deps.clock.now();
    const list = missingList(deps.list, now.toISOString(), MOST_ATTACHED);
    const rowOf = listed(await deps.source.discoveries());
    const last = await deps.reports.last();
    const built = await buildReport(deps.source, last, now, (rows) => list.add(rows.map(rowOf)));
    if (built === undefined) return undefined;
    const { report, fingerprint } = built;
    // One line needs no list: it is the same one, too.
    const attached = report.sameAs === null ? await list.attachment() : undefined;
    const result = await deps.mailer.send({
        to: deps.recipients,
        ...(await deps.composer.compose(report, attached?.list ?? 'nothing-missing')),
        attachments: attached?.attachments ?? [],
        about: { kind: 'report', reportId: id },
    });
    const { finishedAt: runFinishedAt } = report.run;
    return { result, said: { reportId: id, sentAt: now.toISOString(), fingerprint, runFinishedAt } };
}

async function send(deps: ReportDeps, held: Stored<ReportJob>, log: Log): Promise<void> {
    const { value: job } = held;
    const sent = await handOver(deps, job);
    if (sent === undefined) {
        log.warn('report not sent: nobody gets it, or no audit has finished', { reportId: job.id });
        await end(deps, held, { state: 'cancelled' });
        return;
    }
    const { result, said } = sent;
    switch (result.kind) {
        case 'accepted':
            await end(deps, held, { state: 'sent', sentAt: said.sentAt }, said);
            log.info('report sent', { reportId: job.id });
            return;
        case 'later': {
            const { detail: error, retryAfterMs } = result;
            const failure = { now: deps.clock.now(), random: deps.random.fraction(), error, retryAfterMs };
            const work = postponed(job.work, failure);
            if (work === undefined) {
                throw new PermanentError('gave-up', `The report could not be sent for a day: ${error}`);
            }
            log.warn('report has to wait', { reportId: job.id, until: work.dueAt, why: error });
            await passOn(deps, held, { ...job, state: 'queued', work }, log);
            return;
        }
        case 'bad-address':
        case 'refused':
            throw new PermanentError('mail-refused', result.detail);
    }
}

/**
 * Sends one report, once: claims it by a conditional write, puts it together, hands it to the mail service and notes
 * what it said. Running twice, or dying at any line, ends the same; a crash right behind the mail service sends it twice.
 *
 * @throws PermanentError where it can never be sent
 * @throws UnavailableError where the store cannot be reached
 */
export const sendReport = (deps: ReportDeps, message: ReportMessage, log: Log): Promise<void> =>
    deps.limit(async () => {
        const held = await claim(deps, message, log);
        if (held === undefined) return;
        try {
            await send(deps, held, log);
        } catch (error) {
            if (!(error instanceof PermanentError || error instanceof UnavailableError)) {
                // The redelivered message must find it due.
                const work = handedBack(held.value.work, deps.clock.now());
                await deps.reports.replace(held, { ...held.value, state: 'queued', work });
            }
            throw error;
        }
    });
