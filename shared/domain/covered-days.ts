import type { Coverage } from './coverage.ts';

/** From one coverage to another, as an audit saw it. */
export interface CoverageChange {
    /** ISO 8601 UTC. */
    at: string;
    from: Coverage | null;
    to: Coverage | null;
}

/** What is known of a subscription's coverage over time. */
export interface CoverageStory {
    /** As it stands. */
    coverage: Coverage;
    /** Oldest first. */
    changes: readonly CoverageChange[];
    /** From when on it is known what stood before the first change, ISO 8601 UTC; null where it is not. */
    knownSince: string | null;
    /** When it was last looked at, ISO 8601 UTC: what came after is not known; null where it never was. */
    seenUntil: string | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The first ms of a month and of the next, UTC. */
function boundsOf(month: string): { begins: number; ends: number } {
    const begins = new Date(`${month}-01T00:00:00.000Z`);
    const ends = Date.UTC(begins.getUTCFullYear(), begins.getUTCMonth() + 1, 1);
    return { begins: begins.getTime(), ends };
}

/** The times that it was covered, as far as it is known. */
function coveredTimes({ coverage, changes, knownSince, seenUntil }: CoverageStory): [from: number, to: number][] {
    const [first] = changes;
    const starts = [
        ...(knownSince === null ? [] : [{ at: knownSince, coverage: first === undefined ? coverage : first.from }]),
        ...changes.map(({ at, to }) => ({ at, coverage: to })),
    ];
    return starts.flatMap((start, index): [number, number][] =>
        start.coverage === 'covered'
            ? [[Date.parse(start.at), Date.parse(starts[index + 1]?.at ?? seenUntil ?? start.at)]]
            : [],
    );
}

/**
 * How long a subscription was covered in a month, in days of 24 hours, UTC, with two digits and never rounded up. What
 * an audit saw counts until another one saw something else; time in which it could not be told, or before the first
 * look and after the last, counts as not covered.
 *
 * @param month as in `2026-11`
 * @returns null where nothing at all is known of that month
 */
export function coveredDays(story: CoverageStory, month: string): number | null {
    const { begins, ends } = boundsOf(month);
    const knownFrom = story.knownSince ?? story.changes[0]?.at;
    if (knownFrom === undefined || story.seenUntil === null) return null;
    if (Date.parse(knownFrom) >= ends || Date.parse(story.seenUntil) < begins) return null;
    const covered = coveredTimes(story)
        .map(([from, to]) => Math.min(to, ends) - Math.max(from, begins))
        .reduce((sum, ms) => sum + Math.max(ms, 0), 0);
    return Math.floor((covered * 100) / DAY_MS) / 100;
}
