import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { invitesQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { invitesPage } from '../shared/views/ops/invites-page.ts';

/** `GET /api/ops/invites`: the invites, newest first. */
export const getInvites =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        const query = readOpsQuery(invitesQuery, request);
        return opsPage(200, invitesPage(await deps.opsReads.invites(query), query, frameOf(deps, request, scope)));
    };
