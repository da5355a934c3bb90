import type { Invite } from '../../domain/invite.ts';
import { awaitsAnswer } from '../../domain/invite-reminders.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';

export interface AlsoWaitingDependencies {
    invites: Pick<InviteStore, 'get' | 'waitingFor'>;
    mailboxes: Pick<Mailboxes, 'hasSeveral'>;
    clock: Clock;
}

/** More are no help in one mail or on one page; those left out come up when some of these are answered. */
const MOST = 50;

/** What else waits for an answer from the same mailbox, oldest first; costs one read where it never got a second one. */
export async function alsoWaiting(deps: AlsoWaitingDependencies, invite: Invite): Promise<Invite[]> {
    if (!(await deps.mailboxes.hasSeveral(mailboxKeyOf(invite.adminEmail)))) return [];
    const ids = await deps.invites.waitingFor(invite.adminEmail, MOST + 1);
    const others = ids.filter((id) => id !== invite.id).slice(0, MOST);
    const found = await Promise.all(others.map((id) => deps.invites.get(id)));
    const now = deps.clock.now();
    return found
        .flatMap((stored) => (stored !== undefined && awaitsAnswer(stored.value, now) ? [stored.value] : []))
        .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
}
