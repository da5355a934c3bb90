import { awaitsAnswer } from '../../domain/invite-reminders.ts';
import type { GuidedInvite, Invite } from '../../domain/invite.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import { inOneMail } from '../invites/in-one-mail.ts';

export interface AskedAlongsideDependencies {
    invites: Pick<InviteStore, 'get'>;
    clock: Clock;
}

/** What was asked in the same mail, the invite itself left out; in the order of the mail. */
export async function askedAlongside(deps: AskedAlongsideDependencies, invite: GuidedInvite): Promise<Invite[]> {
    const now = deps.clock.now();
    const isOfSame = (other: Invite): boolean =>
        other.tenantId === invite.tenantId && mailboxKeyOf(other.adminEmail) === mailboxKeyOf(invite.adminEmail);
    return (await inOneMail(deps.invites, invite)).filter((other) => awaitsAnswer(other, now) && isOfSame(other));
}
