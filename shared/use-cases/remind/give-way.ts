import { mailUnwanted } from '../../domain/invite-reminders.ts';
import { mailSent, rescheduleMail } from '../../domain/invite-mails.ts';
import { resent } from '../../domain/work.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import { changeInvite } from '../invites/change-invite.ts';
import { stillClaimed } from '../mail/claimed-mail.ts';
import type { ClaimedMail } from '../mail/claimed-mail.ts';
import { sendMailMessage } from '../send-due.ts';
import type { Turn } from './turn.ts';

export interface GiveWayDependencies {
    invites: InviteStore;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    clock: Clock;
    remindAfterDays: readonly number[];
}

const TOLD = 'In one mail with other requests to the same address.';

/** A mail of our own accord whose turn it is not: told by another one, not wanted, or sent later. */
export async function giveWay(
    { invites, mailQueue, clock, remindAfterDays }: GiveWayDependencies,
    claimed: ClaimedMail,
    turn: Exclude<Turn, { kind: 'go' }>,
    log: Log,
): Promise<void> {
    const now = clock.now();
    const work = turn.kind === 'wait' ? resent(claimed.mail.work, turn.until) : undefined;
    const { kind } = await changeInvite(invites, claimed.invite.id, (invite) => {
        const mail = stillClaimed(invite, claimed);
        if (mail === undefined) return undefined;
        if (work !== undefined) return rescheduleMail(invite, mail, work);
        return turn.kind === 'told'
            ? mailSent(invite, mail, now, remindAfterDays, TOLD)
            : mailUnwanted(invite, mail, now);
    });
    if (kind !== 'changed') return;
    log.info('mail gives way', { inviteId: claimed.invite.id, mail: claimed.mail.key, why: turn.kind });
    if (work !== undefined) await sendMailMessage(mailQueue, claimed.invite, { ...claimed.mail, work }, log, now);
}
