import { ENDS_SOON_DAYS, hasChanges } from '../../domain/report.ts';
import type { Report } from '../../domain/report.ts';
import { fingerprint } from '../../domain/report/fingerprint.ts';
import { funnelOf, saidOfOthers } from '../../domain/report/funnel.ts';
import { tallyMissing } from '../../domain/report/missing.ts';
import type { MissingRow } from '../../domain/report/missing.ts';
import type { Some } from '../../domain/some.ts';
import type { LastReport } from '../../domain/report/job.ts';
import type { ReportSource } from '../../ports/report-source.ts';
import { changesOf, finishedRuns, historyOf, runsSince, sinceOf } from './compare-runs.ts';
import { failedTenants, partialTenants } from './named-tenants.ts';
import { readChanges } from './read-changes.ts';

/** So many runs stand in the chart; changes are summed over more, as reports may be further apart. */
const RUNS_SHOWN = 30;
const RUNS_READ = 200;
/** So many of each list are named. */
const MOST_NAMED = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Nothing is read where there is nothing, and no more than is to be named. */
async function someOf<Item>(count: number, read: (most: number) => Promise<Item[]>): Promise<Some<Item>> {
    return { count, items: count === 0 ? [] : await read(Math.min(count, MOST_NAMED)) };
}

/** A report, and what the next one is compared with. */
export interface BuiltReport {
    report: Report;
    fingerprint: string;
}

/**
 * Puts the report together.
 *
 * @param onMissing is given everything that is missing, page by page
 * @returns undefined as long as no audit has finished
 */
export async function buildReport(
    source: ReportSource,
    last: LastReport | undefined,
    now: Date,
    onMissing: (rows: readonly MissingRow[]) => void = () => undefined,
): Promise<BuiltReport | undefined> {
    const runs = finishedRuns(await source.runs(RUNS_READ));
    const [latest] = runs;
    if (latest === undefined) return undefined;
    const at = now.toISOString();

    const tally = tallyMissing(at);
    const print = fingerprint();
    for await (const rows of source.missing()) {
        for (const row of rows) {
            tally.add(row);
            print.addMissing(row);
        }
        onMissing(rows);
    }

    const since = sinceOf(last, runs);
    const newer = runsSince(since, runs);
    const changes = changesOf(newer);
    const funnel = funnelOf(await source.invites());
    const { partial, partialIds } = await partialTenants(source, latest.id);
    const said = {
        at,
        run: {
            id: latest.id,
            startedAt: latest.startedAt,
            finishedAt: latest.finishedAt,
            tenants: { expected: latest.expected, ...latest.result.tenants },
        },
        totals: latest.result.totals,
        history: historyOf(runs.slice(0, RUNS_SHOWN)),
        since,
        changes,
        changed: await readChanges(
            source,
            newer.slice(0, RUNS_SHOWN).map(({ id }) => id),
        ),
        endsSoon: await source.endingBefore(new Date(now.getTime() + ENDS_SOON_DAYS * DAY_MS), MOST_NAMED),
        failed: await failedTenants(source, latest.id),
        partial,
        attested: await someOf(funnel.byStatus.attested, (most) => source.attested(most)),
        attestedProducts: await someOf(saidOfOthers(funnel), (most) => source.attestedProducts(most)),
        funnel,
    };
    const mark = print.of({ ...said, partialIds });
    const isSame = last?.fingerprint === mark && !hasChanges(changes);
    return { report: { ...said, missing: tally.result(), sameAs: isSame ? last.sentAt : null }, fingerprint: mark };
}
