import pLimit from 'p-limit';
import { describe } from '../../domain/describe-error.ts';
import { UnavailableError } from '../../domain/errors.ts';
import { newestReminder, remind } from '../../domain/invite-reminders.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import { changeInvite } from '../invites/change-invite.ts';
import { sendMailMessage } from '../send-due.ts';

export interface RemindDependencies {
    invites: InviteStore;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    /** On which days after an invite's mail it is reminded of. */
    remindAfterDays: readonly number[];
    clock: Clock;
}

/** One run does this much at most; the next goes on. */
const MOST = 1_600;
const AT_ONCE = 8;

async function remindOf(deps: RemindDependencies, id: string, log: Log): Promise<boolean> {
    const result = await changeInvite(deps.invites, id, (invite) =>
        remind(invite, deps.clock.now(), deps.remindAfterDays),
    );
    if (result.kind !== 'changed') return false;
    const mail = newestReminder(result.invite);
    if (mail !== undefined) await sendMailMessage(deps.mailQueue, result.invite, mail, log);
    return true;
}

/**
 * Queues a reminder of every request that has waited long enough. Each invite gets one of its own, and when they go out
 * those to one address become one mail: until then any of them may be answered.
 *
 * @throws UnavailableError where the store cannot be reached
 */
export async function sendReminders(deps: RemindDependencies, log: Log): Promise<{ reminded: number }> {
    const due = await deps.invites.remindersDue(deps.clock.now(), MOST);
    const limit = pLimit(AT_ONCE);
    const attempted = await Promise.allSettled(due.map((id) => limit(() => remindOf(deps, id, log))));
    // One that cannot be read holds up no other.
    for (const [index, one] of attempted.entries()) {
        if (one.status === 'fulfilled') continue;
        if (one.reason instanceof UnavailableError) throw one.reason;
        log.error('not reminded', { inviteId: due[index], ...describe(one.reason) });
    }
    const reminded = attempted.filter((one) => one.status === 'fulfilled' && one.value).length;
    if (reminded > 0) log.info('reminded', { reminded });
    return { reminded };
}
