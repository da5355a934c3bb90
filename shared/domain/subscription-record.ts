import type { Agreement, AgreementRead } from './agreement.ts';
import type { CountedRole } from './counted-role.ts';
import type { Coverage } from './coverage.ts';
import type { CoverageReason } from './coverage-reason.ts';
import type { RecordChange } from './record-change.ts';

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
