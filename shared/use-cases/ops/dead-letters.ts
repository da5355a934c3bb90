import type { DeadLettersPage, DeadLettersQuery, WaitingLetters } from '../../domain/ops/dead-letter-list.ts';
import { PAGE_LENGTH } from '../../domain/ops/looked.ts';
import { byCursor } from './by-cursor.ts';
import type { OpsDeps } from './deps.ts';
import type { Made } from './glance.ts';

/** One request: there should never be many. */
const MOST_COUNTED = 1_000;

type Deps = Pick<OpsDeps, 'deadLetters'>;

/** How many nobody had done again yet. */
export async function waitingLetters({ deadLetters }: Deps): Promise<WaitingLetters> {
    const { items, continuation } = await deadLetters.list({ limit: MOST_COUNTED });
    return {
        count: items.filter(({ retriedAt }) => retriedAt === null).length,
        isComplete: continuation === undefined,
    };
}

export async function deadLettersPage(
    deps: Deps,
    { cursor }: DeadLettersQuery,
): Promise<Omit<DeadLettersPage, 'asOf'>> {
    const { items, continuation } = await byCursor(cursor, (continuation) =>
        deps.deadLetters.list({ limit: PAGE_LENGTH, continuation }),
    );
    return {
        items,
        cursor: continuation ?? null,
        looked: { searched: items.length, isComplete: true },
        waiting: await waitingLetters(deps),
    };
}

export const makeDeadLetters = (deps: Deps) => async (): Promise<Made<'dead-letters'>> => ({
    mark: '',
    contents: { 'dead-letters': await deadLettersPage(deps, {}) },
});
