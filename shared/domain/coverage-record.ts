import type { Agreement, AgreementRead } from './agreement.ts';
import type { CountedRole } from './counted-role.ts';
import { historyAfter } from './coverage-changes.ts';
import type { RecordChange } from './coverage-changes.ts';
import type { Coverage, CoverageReason, Verdict } from './coverage.ts';

/** The way by which the partner reaches a subscription. */
export type Via = 'serviceprincipal' | 'lighthouse';

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
    /** By which way it is covered, or else reached; null where it is not reached. */
    via: Via | null;
    /** The role that covers it; of `no-eligible-role` the one that comes nearest. Null where none was looked for. */
    role: CountedRole | null;
    /** When the last role that covers it ends, ISO 8601 UTC; null where it is not covered, or for good. */
    coveredUntil: string | null;
    /** As last read; null where it was not, or Microsoft told of none. */
    agreement: Agreement | null;
    agreementRead: AgreementRead;
    /** Oldest first, the newest fifty. */
    changes: RecordChange[];
}

/** Where a subscription stands by one way, and what that rests on. */
export interface Standing extends Verdict {
    via: Via | null;
    role: CountedRole | null;
    coveredUntil: string | null;
}

/** What was learned of an agreement this time; `agreement` is undefined where it was refused. */
export interface AgreementAnswer {
    agreement: Agreement | null | undefined;
    agreementRead: Exclude<AgreementRead, null>;
}

/** A subscription as one audit finds it. */
export interface Finding extends Standing {
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

/** What is known of the agreement; a known one stays where this time nothing was told. */
function agreementAfter(
    before: SubscriptionRecord | undefined,
    answer: AgreementAnswer | undefined,
): Pick<SubscriptionRecord, 'agreement' | 'agreementRead'> {
    const known = before?.agreement ?? null;
    return {
        agreement: answer?.agreement ?? known,
        agreementRead: answer?.agreementRead ?? before?.agreementRead ?? null,
    };
}

/**
 * The record after an audit.
 *
 * @param before what earlier audits knew; undefined for a subscription seen for the first time
 * @param more `answer`: of its agreement, where that was asked for; `elsewhere`: what was last known of one that is
 *   seen for the first time in its tenant
 */
export function nextRecord(
    before: SubscriptionRecord | undefined,
    subscription: { tenantId: string; customerName: string; subscriptionId: string },
    finding: Finding,
    now: Date,
    more: { answer?: AgreementAnswer | undefined; elsewhere?: SubscriptionRecord | undefined } = {},
): SubscriptionRecord {
    const record: SubscriptionRecord = {
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
        via: finding.via,
        role: finding.role,
        coveredUntil: finding.coveredUntil,
        ...agreementAfter(before ?? more.elsewhere, more.answer),
        changes: [],
    };
    return { ...record, changes: historyAfter({ before, elsewhere: more.elsewhere }, record, now) };
}
