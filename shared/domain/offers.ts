/** In lower case, made once for each list: every subscription is held against it. */
const lowered = new WeakMap<readonly string[], readonly string[]>();

function inLowerCase(patterns: readonly string[]): readonly string[] {
    const known = lowered.get(patterns) ?? patterns.map((pattern) => pattern.toLowerCase());
    lowered.set(patterns, known);
    return known;
}

/**
 * Whether programmes do not count an offer.
 *
 * @param quotaId as ARM gives it; null where it was never read
 * @param patterns quotaIds, `*` at the end stands for any ending; compared without case
 */
export function isExcludedOffer(quotaId: string | null, patterns: readonly string[]): boolean {
    if (quotaId === null) return false;
    const offer = quotaId.toLowerCase();
    return inLowerCase(patterns).some((pattern) =>
        pattern.endsWith('*') ? offer.startsWith(pattern.slice(0, -1)) : offer === pattern,
    );
}
