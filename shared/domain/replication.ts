/** How long Azure may take until a change of access shows everywhere, in ms. */
export const REPLICATION_MS = 10 * 60_000;

const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * When to look again for a change of access that does not show yet: after 2 s, 4 s, 8 s, … a minute, each time
 * about as long as it has been waited already. It follows from the times alone, so that nothing has to be counted.
 *
 * @param changedAt ISO 8601 UTC; null where nobody changed anything through us
 * @param random from 0 (inclusive) to 1 (exclusive)
 * @returns undefined where there is nothing to wait for (any more): what is seen now is the answer
 */
export function lookAgainAt(changedAt: string | null, now: Date, random: number): Date | undefined {
    if (changedAt === null) return undefined;
    const waited = now.getTime() - Date.parse(changedAt);
    const left = REPLICATION_MS - waited;
    if (left <= 0) return undefined;
    const wait = Math.min(Math.max(waited, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    return new Date(now.getTime() + Math.round(Math.min(wait + (wait / 4) * random, left)));
}
