import { pageOnly } from '../shared/http/page-query.ts';
import { readQuery } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { listDeadLetters } from '../shared/use-cases/dead-letters/manage-dead-letters.ts';
import type { DeadLetterDependencies } from '../shared/use-cases/dead-letters/manage-dead-letters.ts';

/** `GET /api/dead-letters`: what could not be done, with the reason; newest first. */
export const getDeadLetters =
    (deps: Pick<DeadLetterDependencies, 'deadLetters'>): Handler =>
    async (request) =>
        json(200, await listDeadLetters(deps, readQuery(pageOnly, request)));
