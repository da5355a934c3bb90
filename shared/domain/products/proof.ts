import { withEvent } from '../invite-story.ts';
import { isErased } from '../invite.ts';
import type { Invite } from '../invite.ts';
import type { Proof } from './said.ts';

/** What the partner writes down of a proof: the whole of it, each time. */
export interface ProofNote {
    note: string;
    /** Whoever looked at it by hand; undefined where nobody has. */
    checked: { by: string | null } | undefined;
}

const isSame = (before: Proof, { note, checked }: ProofNote): boolean =>
    before.note === note && before.checked?.by === checked?.by;

/**
 * With the partner's note of where a proof is; the same invite where that is what it has already, undefined where the
 * customer said nothing that it could prove. Another note is not checked by a check of the one before.
 */
export function withProof(invite: Invite, next: ProofNote, at: Date): Invite | undefined {
    if (invite.said === null || isErased(invite)) return undefined;
    const before = invite.said.proof;
    if (before !== null && isSame(before, next)) return invite;
    const now = at.toISOString();
    const checked = next.checked === undefined ? null : { at: now, by: next.checked.by };
    const proof: Proof = { note: next.note, at: before?.note === next.note ? before.at : now, checked };
    return withEvent(
        { ...invite, said: { ...invite.said, proof } },
        at,
        checked === null ? 'proof-noted' : 'proof-checked',
    );
}
