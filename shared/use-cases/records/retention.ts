import pLimit from 'p-limit';
import { describe } from '../../domain/describe-error.ts';
import { UnavailableError } from '../../domain/errors.ts';
import type { AuditArchive } from '../../ports/audit-archive.ts';
import type { AuditStore } from '../../ports/audit-store.ts';
import type { DeadLetterStore } from '../../ports/dead-letter-store.ts';
import type { InviteArchive } from '../../ports/invite-archive.ts';
import type { Log } from '../../ports/log.ts';
import type { ReportArchive } from '../../ports/report-archive.ts';
import type { ReportStore } from '../../ports/report-store.ts';
import { retainInvite } from './retention-invite.ts';
import type { RetainInviteDependencies } from './retention-invite.ts';

export interface RetentionDependencies extends RetainInviteDependencies {
    retention: {
        /** Days after its end that an invite keeps its names; dead letters go after as many. */
        days: number;
        /** Days that audit runs are kept, and reports after they were asked for. */
        runDays: number;
    };
    inviteArchive: Pick<InviteArchive, 'due' | 'dropMarks'>;
    auditArchive: Pick<AuditArchive, 'finishedBefore' | 'drop'>;
    audits: Pick<AuditStore, 'latestFinished'>;
    reports: Pick<ReportStore, 'last'>;
    reportArchive: ReportArchive;
    deadLetters: Pick<DeadLetterStore, 'olderThan' | 'delete'>;
}

/** What one run of the retention did. */
export interface Retained {
    erasedInvites: number;
    runs: number;
    reports: number;
    deadLetters: number;
}

/** One run does this much at most; the next goes on. */
const MOST_INVITES = 1_600;
const MOST_RUNS = 50;
const MOST_OTHERS = 1_000;
const AT_ONCE = 8;

/** How often what is still in force is looked at again. */
const REVIEW_DAYS = 30;
/** No message about an erased invite is under way for so long: waiting ends after a day. */
const MARK_DAYS = 7;

const DAY_MS = 24 * 60 * 60 * 1000;

async function retainInvites(deps: RetentionDependencies, before: (days: number) => Date, log: Log): Promise<number> {
    const over = await deps.inviteArchive.due('over', before(deps.retention.days), MOST_INVITES);
    const kept = await deps.inviteArchive.due('kept', before(REVIEW_DAYS), MOST_INVITES);
    const limit = pLimit(AT_ONCE);
    const ids = [...over, ...kept];
    const attempted = await Promise.allSettled(ids.map((id) => limit(() => retainInvite(deps, id, log))));
    const reasons = attempted.map((one) => (one.status === 'rejected' ? (one.reason as unknown) : undefined));
    const outage = reasons.find((reason) => reason instanceof UnavailableError);
    if (outage !== undefined) throw outage;
    // One that cannot be erased holds up no other.
    reasons.forEach((reason, index) => {
        if (reason !== undefined) log.error('not erased', { inviteId: ids[index], ...describe(reason) });
    });
    return attempted.filter((one) => one.status === 'fulfilled' && one.value).length;
}

/** The latest run stays, however old: it is what the audit shows. */
async function dropRuns(deps: RetentionDependencies, before: Date): Promise<number> {
    const latest = await deps.audits.latestFinished();
    const old = (await deps.auditArchive.finishedBefore(before, MOST_RUNS)).filter(({ runId }) => runId !== latest?.id);
    for (const run of old) await deps.auditArchive.drop(run);
    return old.length;
}

/** The last report that went out stays: the next one is compared with it. */
async function dropReports(deps: RetentionDependencies, before: Date): Promise<number> {
    const last = await deps.reports.last();
    return await deps.reportArchive.deleteOver(before, MOST_OTHERS, last?.reportId);
}

async function dropDeadLetters(deps: RetentionDependencies, before: Date): Promise<number> {
    const old = await deps.deadLetters.olderThan(before, MOST_OTHERS);
    for (const id of old) await deps.deadLetters.delete(id);
    return old.length;
}

/**
 * Erases names and addresses of invites that have been over for long enough, and clears away old audit runs,
 * reports and dead letters. Does so much at a time; whatever it was kept from doing, the next run does.
 *
 * @throws UnavailableError where the store cannot be reached
 */
export async function retain(deps: RetentionDependencies, log: Log): Promise<Retained> {
    const now = deps.clock.now().getTime();
    const before = (days: number) => new Date(now - days * DAY_MS);
    const done = {
        erasedInvites: await retainInvites(deps, before, log),
        runs: await dropRuns(deps, before(deps.retention.runDays)),
        reports: await dropReports(deps, before(deps.retention.runDays)),
        deadLetters: await dropDeadLetters(deps, before(deps.retention.days)),
    };
    await deps.inviteArchive.dropMarks(before(MARK_DAYS), MOST_OTHERS);
    if (Object.values(done).some((count) => count > 0)) log.info('cleared away what was kept long enough', done);
    return done;
}
