import { acted } from '../shared/http/ops/acted.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { retryDeadLetter } from '../shared/use-cases/dead-letters/manage-dead-letters.ts';
import type { DeadLetterDependencies } from '../shared/use-cases/dead-letters/manage-dead-letters.ts';
import { OPS_PATHS } from '../shared/views/ops/paths.ts';

export type OpsDeadLetterDependencies = OpsPageDependencies & DeadLetterDependencies;

/** `POST /api/ops/dead-letters/{id}/retry`: has it done again. */
export const postRetry =
    (deps: OpsDeadLetterDependencies): OpsHandler =>
    async (request, { log }) =>
        await acted(OPS_PATHS.deadLetters, 'done-again', async () => {
            await retryDeadLetter(deps, request.params.id ?? '', log);
            await deps.opsReads.refresh(['dead-letters', 'overview'], log);
        });
