import { countIn, noTotals } from '../../domain/audit-run.ts';
import type { Totals } from '../../domain/audit-run.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import type { NewlyMissing } from './audit-deps.ts';

/** What of a tenant's records is kept until all of them are written: little of each, and nothing of most. */
export interface TenantTally {
    add(records: Iterable<SubscriptionRecord>): void;
    totals: Readonly<Totals>;
    /** Whatever lacks a partner of record. */
    missing: readonly NewlyMissing[];
    /** The ID of one of them, the same as long as it is there; null where there is none. */
    aSubscription(): string | null;
}

export function tenantTally(): TenantTally {
    const totals = noTotals();
    const missing: NewlyMissing[] = [];
    let first: string | null = null;
    return {
        totals,
        missing,
        aSubscription: () => first,
        add: (records) => {
            for (const record of records) {
                const { subscriptionId, displayName, coverage, reason } = record;
                countIn(totals, record);
                if (first === null || subscriptionId < first) first = subscriptionId;
                if (coverage === 'missing' && reason !== null) missing.push({ subscriptionId, displayName, reason });
            }
        },
    };
}
