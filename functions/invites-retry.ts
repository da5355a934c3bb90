import { inviteIdOf, inviteJson } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { retryInvite } from '../shared/use-cases/invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/invites/manage-invite.ts';

/** `POST /api/invites/{id}/retry`: attaches again, after something was mended. */
export const postRetry =
    (deps: ManageInviteDependencies & InviteJsonContext): Handler =>
    async (request, { log }) =>
        json(202, inviteJson(deps)(await retryInvite(deps, inviteIdOf(request.params), log)));
