import { frameOf, opsPage, requireActing } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { inviteManyPage } from '../shared/views/ops/invite-many-page.ts';

/** `GET /api/ops/invite-many`: takes a file. */
export const getInviteMany =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        requireActing(scope);
        return await Promise.resolve(opsPage(200, inviteManyPage({ error: null }, frameOf(deps, request, scope))));
    };
