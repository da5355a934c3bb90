import { inviteJson, inviteListQuery } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { readQuery } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { listInvites } from '../shared/use-cases/invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/invites/manage-invite.ts';

/** `GET /api/invites`: newest first. */
export const getInvites =
    (deps: Pick<ManageInviteDependencies, 'invites'> & InviteJsonContext): Handler =>
    async (request) => {
        const page = await listInvites(deps, readQuery(inviteListQuery, request));
        return json(200, { ...page, items: page.items.map(inviteJson(deps)) });
    };
