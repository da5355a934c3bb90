import pLimit from 'p-limit';
import { describe } from '../../domain/describe-error.ts';
import { UnavailableError } from '../../domain/errors.ts';
import { newestReminder, remind } from '../../domain/invite-reminders.ts';
import { isGuided } from '../../domain/invite.ts';
import type { GuidedInvite, Invite } from '../../domain/invite.ts';
import { askAgain, newestAsking } from '../../domain/products/said-transitions.ts';
import type { SaidRules } from '../../domain/products/said-transitions.ts';
import type { Clock, Random } from '../../ports/clock.ts';
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
    /** How long an answer is waited for where it is asked again whether what was said is still so. */
    said: Pick<SaidRules, 'answerDays'>;
    clock: Clock;
    random: Random;
}

/** One run does this much at most; the next goes on. */
const MOST = 1_600;
const AT_ONCE = 8;

/** Whether it waits for no answer, but had one that is asked about again. */
const wasSaid = (invite: Invite): invite is GuidedInvite => isGuided(invite) && invite.status === 'attested';

type Reminded = 'reminded' | 'asked-again' | undefined;

async function remindOf(deps: RemindDependencies, id: string, log: Log): Promise<Reminded> {
    const { clock, random, remindAfterDays, said } = deps;
    const seed = random.bytes(24).toString('base64url');
    const result = await changeInvite(deps.invites, id, (invite) =>
        wasSaid(invite) ? askAgain(invite, clock.now(), seed, said) : remind(invite, clock.now(), remindAfterDays),
    );
    if (result.kind !== 'changed') return undefined;
    const { invite } = result;
    const mail = wasSaid(invite) ? newestAsking(invite) : newestReminder(invite);
    if (mail !== undefined) await sendMailMessage(deps.mailQueue, invite, mail, log);
    return wasSaid(invite) ? 'asked-again' : 'reminded';
}

/**
 * Queues a reminder of every request that has waited long enough. Each invite gets one of its own, and when they go out
 * those to one address become one mail: until then any of them may be answered.
 *
 * @throws UnavailableError where the store cannot be reached
 */
export async function sendReminders(
    deps: RemindDependencies,
    log: Log,
): Promise<{ reminded: number; askedAgain: number }> {
    const due = await deps.invites.remindersDue(deps.clock.now(), MOST);
    const limit = pLimit(AT_ONCE);
    const attempted = await Promise.allSettled(due.map((id) => limit(() => remindOf(deps, id, log))));
    // One that cannot be read holds up no other.
    for (const [index, one] of attempted.entries()) {
        if (one.status === 'fulfilled') continue;
        if (one.reason instanceof UnavailableError) throw one.reason;
        log.error('not reminded', { inviteId: due[index], ...describe(one.reason) });
    }
    const count = (kind: Reminded) =>
        attempted.filter((one) => one.status === 'fulfilled' && one.value === kind).length;
    const done = { reminded: count('reminded'), askedAgain: count('asked-again') };
    if (done.reminded > 0 || done.askedAgain > 0) log.info('reminded', done);
    return done;
}
