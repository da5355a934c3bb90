import type { Coverage, CoverageReason, Verdict } from './coverage.ts';

/** One subscription as the audits know it. Nothing in it changes from run to run while nothing happens. */
export interface SubscriptionRecord {
    tenantId: string;
    customerName: string;
    subscriptionId: string;
    /** The subscription's ID where its name was never read. */
    displayName: string;
    /** As ARM gives it; null where it was never read. */
    state: string | null;
    quotaId: string | null;
    coverage: Coverage;
    reason: CoverageReason | null;
    nextStep: string | null;
    /** While coverage is unknown: what it was when it was last known. */
    lastCoverage: Coverage | null;
    /** ISO 8601 UTC; never changes. */
    firstSeenAt: string;
    /** Since when it has been missing without a break, as far as could be told; null where it is not. */
    missingSince: string | null;
}

/** A subscription as one audit finds it. */
export interface Finding extends Verdict {
    displayName: string | null;
    state: string | null;
    quotaId: string | null;
}

const lastKnown = (before: SubscriptionRecord | undefined): Coverage | null =>
    before === undefined ? null : before.coverage === 'unknown' ? before.lastCoverage : before.coverage;

function missingSince(before: SubscriptionRecord | undefined, coverage: Coverage, now: Date): string | null {
    if (coverage === 'missing') return before?.missingSince ?? now.toISOString();
    return coverage === 'unknown' ? (before?.missingSince ?? null) : null;
}

/**
 * The record after an audit.
 *
 * @param before what earlier audits knew; undefined for a subscription seen for the first time
 */
export const nextRecord = (
    before: SubscriptionRecord | undefined,
    subscription: { tenantId: string; customerName: string; subscriptionId: string },
    finding: Finding,
    now: Date,
): SubscriptionRecord => ({
    ...subscription,
    displayName: finding.displayName ?? before?.displayName ?? subscription.subscriptionId,
    state: finding.state,
    quotaId: finding.quotaId,
    coverage: finding.coverage,
    reason: finding.reason,
    nextStep: finding.nextStep,
    lastCoverage: finding.coverage === 'unknown' ? lastKnown(before) : null,
    firstSeenAt: before?.firstSeenAt ?? now.toISOString(),
    missingSince: missingSince(before, finding.coverage, now),
});
