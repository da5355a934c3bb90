import { noTotals, totalsOf } from '../domain/audit-run.ts';
import type { Totals } from '../domain/audit-run.ts';
import { nextRecord } from '../domain/coverage-record.ts';
import type { Finding, SubscriptionRecord } from '../domain/coverage-record.ts';
import type { Customer, Discovery, KnownSubscriptions, TenantSight } from '../domain/customer.ts';
import type { AzureError } from '../ports/azure.ts';
import type { Log } from '../ports/log.ts';
import type { TenantRecords } from '../ports/subscription-store.ts';
import type { AuditDeps } from './audit-deps.ts';
import { findCoverage } from './audit-findings.ts';
import type { Findings } from './audit-findings.ts';
import { lookAtTenant } from './audit-view.ts';

/** How an audit of one tenant ended. */
export type TenantAudit =
    | { kind: 'audited'; discovery: Discovery; totals: Totals }
    /** Everything up to `cursor` is saved; `trouble` is why it stopped, undefined where its time was up. */
    | { kind: 'stopped'; cursor: string | null; trouble: Trouble | undefined };

/** Why an audit has to wait, and for how long at least. */
export interface Trouble {
    message: string;
    retryAfterMs?: number | undefined;
}

/** Well within the lock of a message and the time-out of a function; in ms. */
const TIME_SLICE_MS = 40_000;

/** Losing to another run so often in a row is no race any more. */
const TRIES = 5;

const valuesOf = ({ records }: TenantRecords): Map<string, SubscriptionRecord> =>
    new Map([...records].map(([id, { value }]) => [id, value]));

/**
 * Brings the records in line with what was found; gives all records of the tenant as they are then, or
 * undefined where another run is writing them.
 */
async function record(
    deps: AuditDeps,
    customer: Customer,
    first: TenantRecords,
    found: ReadonlyMap<string, Finding | 'removed'>,
): Promise<SubscriptionRecord[] | undefined> {
    const { tenantId } = customer;
    const now = deps.clock.now();
    let before = first;
    for (let tries = 0; tries < TRIES; tries += 1) {
        const after = valuesOf(before);
        const removed: string[] = [];
        for (const [subscriptionId, finding] of found) {
            if (finding === 'removed') {
                removed.push(subscriptionId);
                after.delete(subscriptionId);
                continue;
            }
            const was = after.get(subscriptionId);
            if (finding.coverage === 'covered' && was?.coverage !== 'covered') {
                // First, so that a crash in between tells it twice and not never.
                await deps.onCovered(tenantId, subscriptionId);
            }
            const of = { tenantId, customerName: customer.name, subscriptionId };
            after.set(subscriptionId, nextRecord(was, of, finding, now));
        }
        const records = [...after.values()];
        const result = await deps.subscriptions.save(tenantId, before, records, removed);
        if (result === 'written') return records;
        if (result === 'busy') return undefined;
        before = await deps.subscriptions.ofTenant(tenantId);
    }
    return undefined;
}

/** What an error of Azure that passes means for the audit. */
export const asTrouble = (error: AzureError | undefined): Trouble | undefined =>
    error && { message: `${error.kind}: ${error.message}`, retryAfterMs: error.retryAfterMs };

/** How the partner reaches the tenant: what the customer says counts where nothing is seen. */
function sightOf({ seenBy, discovery }: Findings, { attested }: KnownSubscriptions): TenantSight {
    return { access: seenBy ?? (attested.size > 0 ? 'attested' : 'none'), discovery };
}

/**
 * Audits one tenant: how it is reached, the link, its subscriptions and what we hold there; then writes
 * what changed. Where it has to stop half-way, what was read so far is saved.
 *
 * @param task the run, and where an earlier try in it stopped
 * @throws AzureError `tenant-unknown`, a passing kind where nothing could be read, or `unexpected`
 */
export async function auditTenant(
    deps: AuditDeps,
    customer: Customer,
    { runId, cursor }: { runId: string; cursor: string | null },
    log: Log,
): Promise<TenantAudit> {
    const { tenantId } = customer;
    const until = deps.clock.now().getTime() + TIME_SLICE_MS;
    const before = await deps.subscriptions.ofTenant(tenantId);
    const known = await deps.customers.knownSubscriptions(tenantId);
    const findings = await findCoverage({
        tenantId,
        view: await lookAtTenant(deps, tenantId, runId, log),
        rules: {
            expectedPartnerId: customer.partnerId ?? deps.settings.defaultPartnerId,
            excludedOffers: deps.settings.excludedOffers,
        },
        eligibleRoles: deps.eligibleRoles,
        records: valuesOf(before),
        invited: known.invited,
        attested: new Set(known.attested.keys()),
        cursor,
        isTimeUp: () => deps.clock.now().getTime() >= until,
        log,
    });
    const { found, discovery, stopped } = findings;
    const records = await record(deps, customer, before, found);
    if (records === undefined)
        return { kind: 'stopped', cursor, trouble: { message: 'another run writes this tenant' } };
    if (stopped !== undefined) return { kind: 'stopped', cursor: stopped.cursor, trouble: asTrouble(stopped.error) };

    if ((await deps.customers.noteSight(tenantId, sightOf(findings, known))) === 'not-found') {
        // Deleted while we were at it: what we wrote goes too.
        await deps.subscriptions.deleteTenant(tenantId);
        return { kind: 'audited', discovery: 'none', totals: noTotals() };
    }
    return { kind: 'audited', discovery, totals: totalsOf(records) };
}
