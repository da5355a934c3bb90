import { noTotals, totalsOf } from '../domain/audit-run.ts';
import type { Totals } from '../domain/audit-run.ts';
import type { AgreementAnswer, SubscriptionRecord } from '../domain/coverage-record.ts';
import type { Customer, Discovery, KnownSubscriptions, SeenLink, TenantSight } from '../domain/customer.ts';
import type { AzureError } from '../ports/azure.ts';
import type { Log } from '../ports/log.ts';
import { readAgreements } from './audit-agreements.ts';
import type { AuditDeps } from './audit-deps.ts';
import { findCoverage } from './audit-findings.ts';
import type { Findings } from './audit-findings.ts';
import { lookAtTenant } from './audit-view.ts';
import type { TenantView, Way } from './audit-view.ts';
import { recordFindings, valuesOf } from './record-findings.ts';
import { tellNewlyMissing } from './tell-newly-missing.ts';

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

/** What an error of Azure that passes means for the audit. */
export const asTrouble = (error: AzureError | undefined): Trouble | undefined =>
    error && { message: `${error.kind}: ${error.message}`, retryAfterMs: error.retryAfterMs };

/** The link of an identity; null where it has none, or may not be read. */
async function seenLink(way: Way | undefined): Promise<SeenLink | null> {
    const link = await way?.link();
    if (link === undefined || link === 'unreadable' || link.state === 'Deleted') return null;
    const { partnerId, createdTime = null, updatedTime = null } = link;
    return { partnerId, createdAt: createdTime, updatedAt: updatedTime };
}

/** How the partner reaches the tenant: what the customer says counts where nothing is seen. */
async function sightOf(
    view: TenantView,
    findings: Findings,
    { attested }: KnownSubscriptions,
    records: readonly SubscriptionRecord[],
): Promise<TenantSight> {
    const way = view.ways.find(({ name }) => name === findings.seenBy);
    const [aSubscription = null] = records.map(({ subscriptionId }) => subscriptionId).sort();
    return {
        access: findings.seenBy ?? (attested.size > 0 ? 'attested' : 'none'),
        discovery: findings.discovery,
        principalId: (await way?.principalId()) ?? null,
        link: await seenLink(way),
        aSubscription,
    };
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
    const view = await lookAtTenant(deps, tenantId, runId, log);
    const records = valuesOf(before);
    const findings = await findCoverage({
        tenantId,
        view,
        rules: {
            expectedPartnerId: customer.partnerId ?? deps.settings.defaultPartnerId,
            excludedOffers: deps.settings.excludedOffers,
            confirmation: deps.settings.confirmation,
        },
        eligibleRoles: deps.eligibleRoles,
        records,
        invited: known.invited,
        attested: new Set(known.attested.keys()),
        cursor,
        isTimeUp: () => deps.clock.now().getTime() >= until,
        log,
    });
    const { found, discovery, stopped } = findings;
    // Once in a run: where it stops half-way, whoever comes to the end asks.
    const answers =
        stopped === undefined
            ? await readAgreements({ view, found, records, now: deps.clock.now(), log })
            : new Map<string, AgreementAnswer>();
    const saved = await recordFindings(deps, before, { runId, customer, found, answers });
    if (saved === undefined) return { kind: 'stopped', cursor, trouble: { message: 'another run writes this tenant' } };
    if (stopped !== undefined) return { kind: 'stopped', cursor: stopped.cursor, trouble: asTrouble(stopped.error) };

    const sight = await sightOf(view, findings, known, saved);
    if ((await deps.customers.noteSight(tenantId, sight)) === 'not-found') {
        // Deleted while we were at it: what we wrote goes too.
        await deps.subscriptions.deleteTenant(tenantId);
        await deps.audits.forgetChanges(runId, tenantId);
        return { kind: 'audited', discovery: 'none', totals: noTotals() };
    }
    await tellNewlyMissing(deps, runId, customer, saved, log);
    return { kind: 'audited', discovery, totals: totalsOf(saved) };
}
