import { PAGE_LENGTH } from '../../domain/ops/looked.ts';
import { runView } from '../../domain/ops/run-view.ts';
import type { RunsPage } from '../../domain/ops/runs.ts';
import { byCursor } from './by-cursor.ts';
import type { OpsDeps } from './deps.ts';
import type { Made } from './glance.ts';
import { runningRuns } from './running.ts';

type Deps = Pick<OpsDeps, 'audits'>;

/** Runs that go on stand on the first page. */
export async function runsPage(deps: Deps, cursor?: string): Promise<Omit<RunsPage, 'asOf'>> {
    const running = cursor === undefined ? await runningRuns(deps) : [];
    const finished = await byCursor(cursor, (continuation) =>
        deps.audits.recentFinished({ limit: PAGE_LENGTH, continuation }),
    );
    const items = [...running, ...finished.items.map((run) => runView(run))];
    return { items, cursor: finished.continuation ?? null, looked: { searched: items.length, isComplete: true } };
}

export const makeRuns = (deps: Deps, mark: string) => async (): Promise<Made<'runs'>> => ({
    mark,
    contents: { runs: await runsPage(deps) },
});
