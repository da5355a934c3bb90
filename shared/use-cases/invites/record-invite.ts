import { AppError } from '../../domain/errors.ts';
import type { Invite } from '../../domain/invite.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import { inviteExists } from './invite-refusals.ts';

/**
 * Records an invite under the ID that was promised for it.
 *
 * @returns what stands there: of the same request tried before, the invite that came of it
 * @throws AppError `invite-exists` where another one is live, `unavailable`
 */
export async function recordInvite(invites: Pick<InviteStore, 'insert' | 'get'>, invite: Invite): Promise<Invite> {
    const result = await invites.insert(invite);
    if (result.kind === 'written') return result.stored.value;
    if (result.kind === 'another-live') throw inviteExists(result.inviteId);
    const existing = await invites.get(invite.id);
    if (existing === undefined) throw new AppError('unavailable', 'The invite could not be recorded.');
    return existing.value;
}
