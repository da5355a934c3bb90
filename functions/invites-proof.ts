import { inviteIdOf, inviteJson } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { readJson, validate } from '../shared/http/parse.ts';
import { proofOf, proofRequest } from '../shared/http/proof-request.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { noteProof } from '../shared/use-cases/invites/note-proof.ts';
import type { NoteProofDependencies } from '../shared/use-cases/invites/note-proof.ts';

type InvitesProofDependencies = NoteProofDependencies & InviteJsonContext;

/** `PUT /api/invites/{id}/proof`: where the partner keeps what proves that the customer did what it said. */
export const putProof =
    (deps: InvitesProofDependencies): Handler =>
    async (request, { caller }) => {
        const id = inviteIdOf(request.params);
        const proof = proofOf(validate(proofRequest, await readJson(request)), caller);
        return json(200, inviteJson(deps)(await noteProof(deps, id, proof)));
    };
