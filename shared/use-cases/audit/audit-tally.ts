import { agreementChangedAt } from '../../domain/agreement-changed.ts';
import { countIn, noTotals } from '../../domain/audit-run.ts';
import type { Totals } from '../../domain/audit-run.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import type { NewlyMissing } from './audit-deps.ts';

/** What of a tenant's records is kept until all of them are written: little of each, and nothing of most. */
export interface TenantTally {
    add(records: readonly SubscriptionRecord[]): void;
    /** Of some that were added already, where their agreement was read after that. */
    noteAgreements(records: readonly SubscriptionRecord[]): void;
    totals: Readonly<Totals>;
    /** Whatever lacks a partner of record. */
    missing: readonly NewlyMissing[];
    /** The ID of one of them, the same as long as it is there; null where there is none. */
    aSubscription(): string | null;
    /** When an agreement was last seen to have changed; see `agreementChangedAt`. */
    agreementChangedAt(): string | undefined;
}

export function tenantTally(now: Date): TenantTally {
    const totals = noTotals();
    const missing: NewlyMissing[] = [];
    let first: string | null = null;
    let changedAt: string | undefined;
    const noteAgreements = (records: readonly SubscriptionRecord[]): void => {
        for (const record of records) {
            const at = agreementChangedAt(record, now);
            if (at !== undefined && (changedAt === undefined || at > changedAt)) changedAt = at;
        }
    };
    return {
        totals,
        missing,
        aSubscription: () => first,
        agreementChangedAt: () => changedAt,
        noteAgreements,
        add: (records) => {
            noteAgreements(records);
            for (const record of records) {
                const { subscriptionId, displayName, coverage, reason } = record;
                countIn(totals, record);
                if (first === null || subscriptionId < first) first = subscriptionId;
                if (coverage === 'missing' && reason !== null) missing.push({ subscriptionId, displayName, reason });
            }
        },
    };
}
