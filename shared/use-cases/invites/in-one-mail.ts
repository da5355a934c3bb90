import type { Invite } from '../../domain/invite.ts';
import type { InviteStore } from '../../ports/invite-store.ts';

/** The others that one mail told of, in its order: the one that leads, and what goes along with it. */
export async function inOneMail(invites: Pick<InviteStore, 'get'>, invite: Invite): Promise<Invite[]> {
    const valueOf = async (id: string): Promise<Invite | undefined> => (await invites.get(id))?.value;
    const lead = invite.lead === null ? invite : await valueOf(invite.lead);
    const others = await Promise.all((lead?.alongside ?? []).filter((id) => id !== invite.id).map(valueOf));
    return [lead === invite ? undefined : lead, ...others].filter((one) => one !== undefined);
}
