const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days from one time to another, both ISO 8601; 0 where the other is the earlier one. */
export const daysBetween = (from: string, to: string): number =>
    Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));
