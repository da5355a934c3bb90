import { DEAD_LETTER_ID } from '../../domain/dead-letter.ts';
import type { DeadLetter } from '../../domain/dead-letter.ts';
import { AppError } from '../../domain/errors.ts';
import { unlinkAgain } from '../../domain/attach-transitions.ts';
import { findMail, requeueMail } from '../../domain/invite-mails.ts';
import type { DeadLetterStore } from '../../ports/dead-letter-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Page } from '../../ports/store.ts';
import { changeInvite } from '../invites/change-invite.ts';
import { retryInvite } from '../invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../invites/manage-invite.ts';
import { sendAttachMessage, sendMailMessage } from '../send-due.ts';

export interface DeadLetterDependencies extends ManageInviteDependencies {
    deadLetters: DeadLetterStore;
    /** Starts an audit run; a tenant that died in one is seen by the next. */
    startAuditRun: (log: Log) => Promise<void>;
    /** Has a report sent that was given up; false where it was sent after all, or is not there any more. */
    retryReport: (reportId: string, log: Log) => Promise<boolean>;
}

export const listDeadLetters = (
    deps: Pick<DeadLetterDependencies, 'deadLetters'>,
    page: { limit: number; continuation?: string | undefined },
): Promise<Page<DeadLetter>> => deps.deadLetters.list(page);

const notRetryable = (why: string): AppError => new AppError('not-retryable', why);

/** Attaches again, or looks again whether the link of an invite that was taken back can go. */
async function lookAfterLink(deps: DeadLetterDependencies, inviteId: string, log: Log): Promise<void> {
    const result = await changeInvite(deps.invites, inviteId, (invite) => unlinkAgain(invite, deps.clock.now()));
    if (result.kind === 'changed') await sendAttachMessage(deps.attachQueue, result.invite, log);
    else await retryInvite(deps, inviteId, log);
}

async function again(deps: DeadLetterDependencies, letter: DeadLetter, log: Log): Promise<void> {
    const { inviteId, mail, reportId } = letter.about ?? {};
    if (letter.about === null) throw notRetryable('The message was not one that this app sends.');
    if (reportId !== undefined) {
        if (!(await deps.retryReport(reportId, log))) throw notRetryable('The report was sent, or is not known.');
        return;
    }
    if (inviteId === undefined) {
        await deps.startAuditRun(log);
        return;
    }
    if (mail === undefined) {
        await lookAfterLink(deps, inviteId, log);
        return;
    }
    const result = await changeInvite(deps.invites, inviteId, (invite) => requeueMail(invite, mail, deps.clock.now()));
    if (result.kind !== 'changed') throw notRetryable('The mail was sent, or would lead nowhere by now.');
    const queued = findMail(result.invite, mail);
    if (queued !== undefined) await sendMailMessage(deps.mailQueue, result.invite, queued, log);
}

/**
 * Has a dead letter done again: the mail or report sent, the partner attached, the tenants audited.
 *
 * @throws AppError `not-found`, `not-retryable`, or what stands against attaching again
 */
export async function retryDeadLetter(deps: DeadLetterDependencies, id: string, log: Log): Promise<DeadLetter> {
    const stored = DEAD_LETTER_ID.test(id) ? await deps.deadLetters.get(id) : undefined;
    if (stored === undefined) throw new AppError('not-found', 'There is no dead letter of this ID.');
    if (stored.value.retriedAt !== null) throw notRetryable('It was done again already.');
    await again(deps, stored.value, log);
    const retried = { ...stored.value, retriedAt: deps.clock.now().toISOString() };
    await deps.deadLetters.replace(stored, retried);
    return retried;
}
