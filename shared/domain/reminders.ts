/** The next reminder of a request that was mailed and not answered. */
export interface Reminding {
    /** When the request itself went out, ISO 8601 UTC. */
    mailedAt: string;
    /** ISO 8601 UTC. */
    dueAt: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The first reminder that is due from a time on and before the request expires; null where there is none. One whose
 * time has passed unused is left out: two at once would say the same.
 *
 * @param afterDays on which days after the request went out
 */
export function nextReminder(
    { mailedAt, expiresAt }: { mailedAt: string; expiresAt: string },
    afterDays: readonly number[],
    from: Date,
): Reminding | null {
    const times = afterDays
        .map((days) => Date.parse(mailedAt) + days * DAY_MS)
        .filter((time) => time >= from.getTime() && time < Date.parse(expiresAt));
    return times.length === 0 ? null : { mailedAt, dueAt: new Date(Math.min(...times)).toISOString() };
}
