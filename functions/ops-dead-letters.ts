import { frameOf, opsPage } from '../shared/http/ops/ops-answer.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { placeQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { deadLettersPage } from '../shared/views/ops/dead-letters-page.ts';

/** `GET /api/ops/dead-letters`: what could not be done. */
export const getDeadLetters =
    (deps: OpsPageDependencies): OpsHandler =>
    async (request, scope) => {
        const query = readOpsQuery(placeQuery, request);
        return opsPage(
            200,
            deadLettersPage(await deps.opsReads.deadLetters(query), query, frameOf(deps, request, scope)),
        );
    };
