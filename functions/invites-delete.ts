import { inviteIdOf, inviteJson } from '../shared/http/invite-json.ts';
import { json } from '../shared/http/respond.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';
import { revokeInvite } from '../shared/use-cases/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/manage-invite.ts';

/** `DELETE /api/invites/{id}`: takes the invite back; it stays to be read. */
export const deleteInvite =
    (deps: ManageInviteDependencies): Handler =>
    async (request) =>
        json(200, inviteJson(await revokeInvite(deps, inviteIdOf(request.params))));

export const registerInvitesDelete = (deps: ManageInviteDependencies): void =>
    partnerRoute('invites-delete', 'DELETE', 'invites/{id}', deleteInvite(deps));
