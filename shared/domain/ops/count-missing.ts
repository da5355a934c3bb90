import { ageOf, noAges } from '../report/missing.ts';
import type { MissingRow } from '../report/missing.ts';
import type { MissingCounts } from './missing-list.ts';

/** @param now ISO 8601 UTC */
export function countMissing(now: string): { add(row: MissingRow): void; result(): MissingCounts } {
    // A reason is a word from a table: as a key of a plain object it could be one that objects have already.
    const byReason = new Map<string, number>();
    const ages = noAges();
    let count = 0;
    return {
        add: ({ reason, missingSince }) => {
            count += 1;
            byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
            ages[ageOf(missingSince, now)] += 1;
        },
        result: () => ({
            count,
            byReason: Object.fromEntries([...byReason].sort(([one], [other]) => (one < other ? -1 : 1))),
            ages: { ...ages },
        }),
    };
}
