/**
 * Whether programmes do not count an offer.
 *
 * @param quotaId as ARM gives it; null where it was never read
 * @param patterns quotaIds, `*` at the end stands for any ending; compared without case
 */
export function isExcludedOffer(quotaId: string | null, patterns: readonly string[]): boolean {
    if (quotaId === null) return false;
    const offer = quotaId.toLowerCase();
    return patterns.some((given) => {
        const pattern = given.toLowerCase();
        return pattern.endsWith('*') ? offer.startsWith(pattern.slice(0, -1)) : offer === pattern;
    });
}
