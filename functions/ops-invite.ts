import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { noOpsQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { inviteIdOf } from '../shared/http/invite-json.ts';
import { invitePage } from '../shared/views/ops/invite-page.ts';

/** `GET /api/ops/invites/{id}`: one invite with its timeline. */
export const getInvite =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        readOpsQuery(noOpsQuery, request);
        const story = await deps.opsReads.invite(inviteIdOf(request.params));
        return opsPage(200, invitePage(story, frameOf(deps, request, scope)));
    };
