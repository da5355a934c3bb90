import { NAMED_KINDS } from '../../domain/report.ts';
import type { NamedKind, ReportedChange } from '../../domain/report.ts';
import type { ReportSource } from '../../ports/report-source.ts';

/** So many changes are named, and so many looked at to find those that matter most. */
const MOST_NAMED = 50;
const MOST_READ = 5_000;

/** What the runs found different: the kinds that matter most first, of each kind the latest run first. */
export async function readChanges(
    source: Pick<ReportSource, 'changes'>,
    runIds: readonly string[],
): Promise<ReportedChange[]> {
    const byKind = new Map<NamedKind, ReportedChange[]>(NAMED_KINDS.map((kind) => [kind, []]));
    let read = 0;
    for (const runId of runIds) {
        for await (const change of source.changes(runId)) {
            const same = byKind.get(change.what);
            if (same !== undefined && same.length < MOST_NAMED) same.push(change);
            read += 1;
            if (read >= MOST_READ) return [...byKind.values()].flat().slice(0, MOST_NAMED);
        }
    }
    return [...byKind.values()].flat().slice(0, MOST_NAMED);
}
