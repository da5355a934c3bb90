import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { retryDeadLetter } from '../shared/use-cases/dead-letters/manage-dead-letters.ts';
import type { DeadLetterDependencies } from '../shared/use-cases/dead-letters/manage-dead-letters.ts';

/** `POST /api/dead-letters/{id}/retry`: has it done again. */
export const postDeadLetterRetry =
    (deps: DeadLetterDependencies): Handler =>
    async (request, { log }) =>
        json(202, await retryDeadLetter(deps, request.params.id ?? '', log));
