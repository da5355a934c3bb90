import { PermanentError } from '../../domain/errors.ts';
import type { Invite } from '../../domain/invite.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Stored } from '../../ports/store.ts';

/** How an invite was changed: `unchanged` where the change does not apply to it as it is now. */
export type InviteChange =
    | { kind: 'changed'; invite: Invite; stored: Stored<Invite> }
    | { kind: 'unchanged'; invite: Invite; stored: Stored<Invite> }
    | { kind: 'another-live'; inviteId: string; invite: Invite }
    | { kind: 'missing' };

const MOST_TRIES = 20;

/**
 * Reads, changes and writes conditionally, again where somebody else wrote first.
 *
 * @param change gives the next version, or undefined where it does not apply; may be called more than once
 * @param known as it was read or written last, which saves the first question
 */
export async function changeInvite(
    invites: InviteStore,
    id: string,
    change: (invite: Invite) => Invite | undefined,
    known?: Stored<Invite>,
): Promise<InviteChange> {
    let stored = known ?? (await invites.get(id));
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        if (stored === undefined) return { kind: 'missing' };
        const next = change(stored.value);
        if (next === undefined || next === stored.value) return { kind: 'unchanged', invite: stored.value, stored };
        const result = await invites.replace(stored, next);
        if (result.kind === 'written') return { kind: 'changed', invite: result.stored.value, stored: result.stored };
        if (result.kind === 'another-live') return { ...result, invite: stored.value };
        stored = await invites.get(id);
    }
    throw new Error(`The invite ${id} is written by too many at once.`);
}

/**
 * The same for a yes, which counts whatever else is on its way: where another live invite of the same subscription and
 * admin holds the place, as after a decline that was thought better of, both go on, and the attach is the same.
 */
export async function changeByConsent(
    invites: InviteStore,
    id: string,
    change: (invite: Invite) => Invite | undefined,
    known?: Stored<Invite>,
): Promise<Exclude<InviteChange, { kind: 'another-live' }>> {
    const result = await changeInvite(invites, id, change, known);
    if (result.kind !== 'another-live') return result;
    const beside = await changeInvite(invites, id, (invite) => {
        const changed = change(invite);
        return changed && { ...changed, besideAnother: true };
    });
    if (beside.kind === 'another-live') throw new Error(`The invite ${id} has no place beside ${beside.inviteId}.`);
    return beside;
}

/**
 * What a message about an invite that is not there comes to: nothing, where it was erased with its customer.
 *
 * @throws PermanentError where nobody ever knew it
 */
export async function requireErased(invites: Pick<InviteStore, 'wasErased'>, id: string): Promise<void> {
    if (await invites.wasErased(id)) return;
    throw new PermanentError('unknown-invite', 'There is no such invite (any more).');
}
