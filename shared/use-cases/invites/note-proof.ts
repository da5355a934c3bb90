import { isErased } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { withProof } from '../../domain/products/proof.ts';
import type { ProofNote } from '../../domain/products/proof.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import { changeInvite } from './change-invite.ts';
import { noSuchInvite, notInThisState } from './not-in-this-state.ts';

export interface NoteProofDependencies {
    invites: InviteStore;
    clock: Clock;
}

/**
 * Writes down where the partner keeps what proves that a customer did what it said, and who looked at it. The whole of it
 * each time: noted again without a check, it is not checked. It proves nothing to the audit.
 *
 * @throws AppError `not-found`, or `invalid-state` where the customer said nothing by hand
 */
export async function noteProof(deps: NoteProofDependencies, id: string, proof: ProofNote): Promise<Invite> {
    const result = await changeInvite(deps.invites, id, (invite) => withProof(invite, proof, deps.clock.now()));
    if (result.kind === 'missing') throw noSuchInvite();
    const { invite } = result;
    if (invite.said === null || isErased(invite)) {
        throw notInThisState(invite, 'ones of which the customer said that it is done by hand');
    }
    return invite;
}
