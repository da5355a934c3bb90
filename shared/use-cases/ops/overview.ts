import type { Glance } from '../../domain/ops/glance.ts';
import type { OpsCoverage, OpsFunnel } from '../../domain/ops/overview.ts';
import { runView } from '../../domain/ops/run-view.ts';
import { funnelOf } from '../../domain/report/funnel.ts';
import { changesOf, finishedRuns, historyOf } from '../report/compare-runs.ts';
import { failedTenants } from '../report/named-tenants.ts';
import { readChanges } from '../report/read-changes.ts';
import { waitingLetters } from './dead-letters.ts';
import type { OpsDeps } from './deps.ts';
import type { Made } from './glance.ts';
import { runningRuns } from './running.ts';

/** So many runs stand in the chart, and so many of each list are named. */
const RUNS_SHOWN = 30;
const MOST_NAMED = 10;

const MINUTE_MS = 60_000;
/** Counting costs a request for each thousand invites: with so many it is done this much more seldom. */
const INVITES_A_MINUTE = 4_000;
const [SOONEST_MINUTES, LATEST_MINUTES] = [2, 60];
/** So many are counted at once where somebody just did something. */
const FEW = 20_000;

async function coverageNow(deps: OpsDeps, before: OpsCoverage | null): Promise<OpsCoverage | null> {
    const latest = await deps.audits.latestFinished();
    if (latest === undefined) return null;
    if (before?.run.id === latest.id) return before;
    const { source } = deps;
    const runs = finishedRuns(await source.runs(RUNS_SHOWN));
    const [last] = runs;
    if (last === undefined) return null;
    const run = runView({ ...latest, ...last });
    const failed = last.result.tenants.failed === 0 ? { count: 0, items: [] } : await failedTenants(source, last.id);
    return {
        run: { ...run, finishedAt: last.finishedAt },
        totals: last.result.totals,
        trend: historyOf(runs),
        changes: changesOf([last]),
        changed: (await readChanges(source, [last.id])).slice(0, MOST_NAMED),
        failed: { ...failed, items: failed.items.slice(0, MOST_NAMED) },
        partial: last.result.tenants.partial,
    };
}

function isDue({ asOf, invited }: OpsFunnel, now: Date, asked: boolean): boolean {
    if (asked && invited <= FEW) return true;
    const minutes = Math.min(Math.max(invited / INVITES_A_MINUTE, SOONEST_MINUTES), LATEST_MINUTES);
    return now.getTime() - Date.parse(asOf) >= minutes * MINUTE_MS;
}

async function funnelNow(
    { source }: OpsDeps,
    before: OpsFunnel | undefined,
    now: Date,
    asked: boolean,
): Promise<OpsFunnel> {
    if (before !== undefined && !isDue(before, now, asked)) return before;
    return { ...funnelOf(await source.invites()), asOf: now.toISOString() };
}

/** @param asked whether somebody just did something: then the invites are counted, unless they are many */
export const makeOverview =
    (deps: OpsDeps, asked: boolean) =>
    async ({ overview }: { overview?: Glance<'overview'> | undefined }, now: Date): Promise<Made<'overview'>> => ({
        mark: '',
        contents: {
            overview: {
                coverage: await coverageNow(deps, overview?.content.coverage ?? null),
                funnel: await funnelNow(deps, overview?.content.funnel, now, asked),
                running: await runningRuns(deps),
                deadLetters: await waitingLetters(deps),
            },
        },
    });
