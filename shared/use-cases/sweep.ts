import pLimit from 'p-limit';
import { describe } from '../domain/describe-error.ts';
import { UnavailableError } from '../domain/errors.ts';
import { withAttachWork } from '../domain/attach-transitions.ts';
import { findMail, rescheduleMail } from '../domain/invite-mails.ts';
import { isUnsent } from '../domain/invite-story.ts';
import { expire } from '../domain/invite-transitions.ts';
import { isGuided } from '../domain/invite.ts';
import { lapse } from '../domain/products/said-transitions.ts';
import { resent } from '../domain/work.ts';
import type { Clock } from '../ports/clock.ts';
import type { DueWork, InviteStore } from '../ports/invite-store.ts';
import type { Log } from '../ports/log.ts';
import type { Queue, QueueMessages } from '../ports/queue.ts';
import type { ShortLived } from '../ports/short-lived.ts';
import { changeInvite } from './invites/change-invite.ts';
import { sendAttachMessage, sendDueMails, sendMailMessage } from './send-due.ts';

export interface SweepDependencies {
    /** What is this long past its due time is sent again; in seconds. */
    sweepAfterSeconds: number;
    partner: { notify: readonly string[] };
    invites: InviteStore;
    shortLived: ShortLived;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    attachQueue: Queue<QueueMessages['attach-requests']>;
    clock: Clock;
}

/** One sweep does this much at most; the next goes on. */
const MOST = 3_200;
const AT_ONCE = 8;

async function sweepOne(deps: SweepDependencies, due: DueWork, log: Log): Promise<boolean> {
    const now = deps.clock.now();
    const overdue = new Date(now.getTime() - deps.sweepAfterSeconds * 1000).toISOString();
    const result = await changeInvite(deps.invites, due.inviteId, (invite) => {
        switch (due.kind) {
            case 'expire': {
                const tellPartner = deps.partner.notify.length > 0;
                return isGuided(invite) && invite.status === 'attested'
                    ? lapse(invite, now, tellPartner)
                    : expire(invite, now, tellPartner);
            }
            case 'attach':
                return invite.attach !== null && invite.attach.work.dueAt < overdue
                    ? withAttachWork(invite, resent(invite.attach.work, now))
                    : undefined;
            case 'mail': {
                const mail = findMail(invite, due.mail ?? '');
                return mail !== undefined && isUnsent(mail) && mail.work.dueAt < overdue
                    ? rescheduleMail(invite, mail, resent(mail.work, now))
                    : undefined;
            }
        }
    });
    if (result.kind !== 'changed') return false;
    const mail = findMail(result.invite, due.mail ?? '');
    if (due.kind === 'expire') await sendDueMails(deps.mailQueue, result.invite, log);
    if (due.kind === 'attach') await sendAttachMessage(deps.attachQueue, result.invite, log);
    if (due.kind === 'mail' && mail !== undefined) await sendMailMessage(deps.mailQueue, result.invite, mail, log);
    return true;
}

/**
 * Sends again whatever is past its due time, sent or not (the broker may have lost it), ends what has
 * expired or was asked again and not answered, and drops what was short-lived. Costs what is due, not what exists.
 */
export async function sweep(deps: SweepDependencies, log: Log): Promise<{ swept: number }> {
    const overdue = new Date(deps.clock.now().getTime() - deps.sweepAfterSeconds * 1000);
    const due = await deps.invites.due(overdue, MOST);
    const limit = pLimit(AT_ONCE);
    // One that cannot be swept holds up no other.
    const attempted = await Promise.allSettled(due.map((work) => limit(() => sweepOne(deps, work, log))));
    const failures = attempted.flatMap((one, index) =>
        one.status === 'rejected' ? [{ reason: one.reason as unknown, inviteId: due[index]?.inviteId }] : [],
    );
    const outage = failures.find(({ reason }) => reason instanceof UnavailableError);
    if (outage !== undefined) throw outage.reason;
    for (const { reason, inviteId } of failures) log.error('not swept', { inviteId, ...describe(reason) });
    await deps.shortLived.drop(100);
    const swept = attempted.filter((one) => one.status === 'fulfilled' && one.value).length;
    if (swept > 0) log.info('swept', { swept });
    return { swept };
}
