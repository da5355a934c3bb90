import { isDeepStrictEqual } from 'node:util';
import type { Customer } from '../../domain/customer.ts';
import { lastRecord, removalChange, runChanges } from '../../domain/coverage-changes.ts';
import type { Removal, RunChange } from '../../domain/coverage-changes.ts';
import { nextRecord } from '../../domain/coverage-record.ts';
import type { AgreementAnswer, Finding } from '../../domain/coverage-record.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import type { TenantRecords } from '../../ports/subscription-store.ts';
import type { AuditDeps } from './audit-deps.ts';
import type { ToldChanges } from './told-changes.ts';

/** Losing to another run so often in a row is no race any more. */
const TRIES = 5;

/** What an audit found of some of a tenant's subscriptions, to be written down. */
export interface Found {
    runId: string;
    customer: Customer;
    /** Subscriptions that invites had made known when the audit began. */
    invited: readonly string[];
    told: ToldChanges;
    found: ReadonlyMap<string, Finding | Removal>;
    answers: ReadonlyMap<string, AgreementAnswer>;
}

export const valuesOf = ({ records }: TenantRecords): Map<string, SubscriptionRecord> =>
    new Map([...records].map(([id, { value }]) => [id, value]));

interface Outcome {
    records: Map<string, SubscriptionRecord>;
    /** The last records of those that are no longer the tenant's. */
    removed: SubscriptionRecord[];
    changes: RunChange[];
    covered: string[];
}

/** The records as they should be, and what is different. */
function compare(
    { customer, found, answers }: Found,
    before: ReadonlyMap<string, SubscriptionRecord>,
    elsewhere: ReadonlyMap<string, SubscriptionRecord>,
    now: Date,
): Outcome {
    const outcome: Outcome = { records: new Map(before), removed: [], changes: [], covered: [] };
    for (const [subscriptionId, finding] of found) {
        const was = before.get(subscriptionId);
        if ('removed' in finding) {
            if (was === undefined) continue;
            outcome.records.delete(subscriptionId);
            outcome.removed.push(lastRecord(was, finding, now));
            outcome.changes.push(removalChange(was, finding));
            continue;
        }
        const of = { tenantId: customer.tenantId, customerName: customer.name, subscriptionId };
        const more = { answer: answers.get(subscriptionId), elsewhere: elsewhere.get(subscriptionId) };
        const record = nextRecord(was, of, finding, now, more);
        // One that is as it was is kept once.
        const next = was !== undefined && isDeepStrictEqual(was, record) ? was : record;
        outcome.records.set(subscriptionId, next);
        outcome.changes.push(...runChanges(was, next, more.elsewhere));
        if (next.coverage === 'covered' && was?.coverage !== 'covered') outcome.covered.push(subscriptionId);
    }
    return outcome;
}

/**
 * Brings the records in line with what was found; gives those that were read as they are then, or undefined where
 * another run is writing them.
 *
 * @param first what was read before, of at least all that was found
 * @param again reads the same once more
 */
export async function recordFindings(
    deps: AuditDeps,
    first: TenantRecords,
    again: () => Promise<TenantRecords>,
    input: Found,
): Promise<SubscriptionRecord[] | undefined> {
    const { tenantId } = input.customer;
    const now = deps.clock.now();
    let before = first;
    for (let tries = 0; tries < TRIES; tries += 1) {
        const known = valuesOf(before);
        const fresh = [...input.found].filter(([id, finding]) => !known.has(id) && !('removed' in finding));
        const elsewhere = await deps.subscriptions.claim(
            tenantId,
            fresh.map(([id]) => id),
        );
        const { records, removed, changes, covered } = compare(input, known, elsewhere, now);
        // All of it first, so that a crash in between tells it twice and not never.
        await deps.audits.noteChanges(input.runId, changes);
        input.told.add(changes);
        if (covered.length > 0) await deps.onCovered(tenantId, covered, input.invited);
        const after = [...records.values()];
        const result = await deps.subscriptions.save(tenantId, before, after, removed);
        if (result === 'written') return after;
        if (result === 'busy') return undefined;
        before = await again();
    }
    return undefined;
}
