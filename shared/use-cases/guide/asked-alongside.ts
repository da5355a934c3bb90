import { awaitsAnswer } from '../../domain/invite-reminders.ts';
import type { GuidedInvite, Invite } from '../../domain/invite.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';

export interface AskedAlongsideDependencies {
    invites: Pick<InviteStore, 'get'>;
    clock: Clock;
}

/** What was asked in the same mail, the invite itself left out; in the order of the mail. */
export async function askedAlongside(deps: AskedAlongsideDependencies, invite: GuidedInvite): Promise<Invite[]> {
    const { lead, alongside } = invite;
    const first = lead === null ? undefined : (await deps.invites.get(lead))?.value;
    const ids = first === undefined ? alongside : first.alongside.filter((id) => id !== invite.id);
    const found = await Promise.all(ids.map(async (id) => (await deps.invites.get(id))?.value));
    const now = deps.clock.now();
    const isOfSame = (other: Invite): boolean =>
        other.tenantId === invite.tenantId && mailboxKeyOf(other.adminEmail) === mailboxKeyOf(invite.adminEmail);
    return [first, ...found].filter(
        (other): other is Invite => other !== undefined && awaitsAnswer(other, now) && isOfSame(other),
    );
}
