import { inviteIdOf, inviteJson } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { resendInvite } from '../shared/use-cases/invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/invites/manage-invite.ts';

/** `POST /api/invites/{id}/resend`: a new link by mail; the old one dies. */
export const postResend =
    (deps: ManageInviteDependencies & InviteJsonContext): Handler =>
    async (request, { log }) =>
        json(200, inviteJson(deps)(await resendInvite(deps, inviteIdOf(request.params), log)));
