import type { Agreement, AgreementRead } from './agreement.ts';
import type { CountedRole } from './counted-role.ts';
import { historyAfter } from './coverage-changes.ts';
import type { Coverage, Verdict } from './coverage.ts';
import type { SubscriptionRecord, Via } from './subscription-record.ts';

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
