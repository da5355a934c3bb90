import { idempotencyKeyOf, inviteJson } from '../shared/http/invite-json.ts';
import type { InviteJsonContext } from '../shared/http/invite-json.ts';
import { inviteRequest } from '../shared/http/invite-request.ts';
import { readJson, validate } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import { withInviter } from '../shared/http/partner-api/inviter.ts';
import type { Handler } from '../shared/http/route.ts';
import { issueInviteOnce } from '../shared/use-cases/invites/issue-invite-once.ts';
import type { IssueInviteDependencies } from '../shared/use-cases/invites/issue-invite.ts';

/** `POST /api/invites`: records an invite and has its mail sent. */
export const postInvite =
    (deps: IssueInviteDependencies & InviteJsonContext): Handler =>
    async (request, { log, caller }) => {
        const key = idempotencyKeyOf(request.headers.get('idempotency-key'));
        const asked = withInviter(validate(inviteRequest, await readJson(request)), caller);
        const invite = await issueInviteOnce(deps, key, asked, log);
        return json(201, inviteJson(deps)(invite), { location: `/api/invites/${invite.id}` });
    };
