const DAY_MS = 24 * 60 * 60 * 1000;

/** So many days after a time, ISO 8601 UTC. */
export const daysLater = (at: Date, days: number): string => new Date(at.getTime() + days * DAY_MS).toISOString();

/** Whole days from one time to another, both ISO 8601; 0 where the other is the earlier one. */
export const daysBetween = (from: string, to: string): number =>
    Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));
