import { inviteIdOf, inviteJson } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { revokeInvite } from '../shared/use-cases/invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/invites/manage-invite.ts';

/** `DELETE /api/invites/{id}`: takes the invite back; it stays to be read. */
export const deleteInvite =
    (deps: ManageInviteDependencies & InviteJsonContext): Handler =>
    async (request) =>
        json(200, inviteJson(deps)(await revokeInvite(deps, inviteIdOf(request.params))));
