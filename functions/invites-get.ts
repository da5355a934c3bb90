import { inviteIdOf, inviteJson } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { getInvite } from '../shared/use-cases/invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/invites/manage-invite.ts';

/** `GET /api/invites/{id}`: the invite with its timeline. */
export const getOneInvite =
    (deps: Pick<ManageInviteDependencies, 'invites'> & InviteJsonContext): Handler =>
    async (request) =>
        json(200, inviteJson(deps)(await getInvite(deps, inviteIdOf(request.params))));
