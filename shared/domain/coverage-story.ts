import { COVERAGES } from './coverage.ts';
import type { Coverage } from './coverage.ts';
import type { SubscriptionRecord } from './subscription-record.ts';
import type { CoverageChange, CoverageStory } from './covered-days.ts';

type Told = Pick<SubscriptionRecord, 'coverage' | 'changes' | 'firstSeenAt'>;

/** What tells of coverage in a history: where it was seen first, and every change; gone, it is nothing. */
const TELLING = ['seen', 'coverage', 'gone'];

const asCoverage = (word: string | null): Coverage | null => COVERAGES.find((one) => one === word) ?? null;

/** It was away and came back as it was, which no change tells. */
function comingBack({ coverage, firstSeenAt }: Told, told: readonly CoverageChange[]): CoverageChange[] {
    const last = told.at(-1);
    if (last === undefined || last.to === coverage || firstSeenAt <= last.at) return [];
    return [{ at: firstSeenAt, from: last.to, to: coverage }];
}

/**
 * The coverage of a subscription in the tenant where it is, as far as its record tells: what was before it moved there
 * is another tenant's, and what an older record dropped of its history is not known.
 *
 * @param lookedAt when the last audit that looked at it began, ISO 8601 UTC; null where none has
 */
export function coverageStory(record: Told, lookedAt: string | null): CoverageStory {
    const moved = record.changes.findLastIndex(({ what }) => what === 'moved');
    const own = moved === -1 ? record.changes : record.changes.slice(moved);
    const changes = own
        .filter(({ what }) => TELLING.includes(what))
        .map(({ at, from, to }) => ({ at, from: asCoverage(from), to: asCoverage(to) }));
    const told = [...changes, ...comingBack(record, changes)];
    // Whatever was noted last was seen then, though the run that noted it may have begun before.
    const noted = told.at(-1)?.at ?? null;
    const seenUntil = lookedAt === null || (noted !== null && noted > lookedAt) ? noted : lookedAt;
    return { coverage: record.coverage, changes: told, knownSince: own[0]?.at ?? null, seenUntil };
}
