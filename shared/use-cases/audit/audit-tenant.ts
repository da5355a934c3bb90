import { noTotals } from '../../domain/audit-run.ts';
import type { Totals } from '../../domain/audit-run.ts';
import type { RunChange } from '../../domain/coverage-changes.ts';
import type { AgreementAnswer } from '../../domain/coverage-record.ts';
import type { Customer, Discovery, KnownSubscriptions } from '../../domain/customer.ts';
import type { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import { agreementCandidates, readAgreements } from './audit-agreements.ts';
import type { Candidate } from './audit-agreements.ts';
import type { AuditDeps } from './audit-deps.ts';
import { coverageReader } from './audit-findings.ts';
import { partsOf } from './audit-parts.ts';
import { tenantTally } from './audit-tally.ts';
import type { TenantTally } from './audit-tally.ts';
import { lookAtTenant } from './audit-view.ts';
import { recordFindings, valuesOf } from './record-findings.ts';
import type { Found } from './record-findings.ts';
import { tellAgreementChanged } from './tell-agreement-changed.ts';
import { tellNewlyMissing } from './tell-newly-missing.ts';
import { sightOf } from './tenant-sight.ts';
import { toldChanges } from './told-changes.ts';

/** How an audit of one tenant ended. */
export type TenantAudit =
    | {
          kind: 'audited';
          discovery: Discovery;
          totals: Totals;
          /** What the run was told of the tenant; undefined where only its rows know. */
          changes: readonly RunChange[] | undefined;
      }
    /** Everything up to `cursor` is saved; `trouble` is why it stopped, undefined where its time was up. */
    | { kind: 'stopped'; cursor: string | null; trouble: Trouble | undefined };

/** Why an audit has to wait, and for how long at least. */
export interface Trouble {
    message: string;
    retryAfterMs?: number | undefined;
}

/** What an error of Azure that passes means for the audit. */
export const asTrouble = (error: AzureError | undefined): Trouble | undefined =>
    error && { message: `${error.kind}: ${error.message}`, retryAfterMs: error.retryAfterMs };

/**
 * What was learned of the few that are asked for, written beside what was found of them before; false where another run
 * writes this tenant.
 */
async function recordAgreements(
    deps: AuditDeps,
    of: Pick<Found, 'runId' | 'customer' | 'invited' | 'told'>,
    answers: ReadonlyMap<string, AgreementAnswer>,
    tally: TenantTally,
): Promise<boolean> {
    for (const [id, answer] of answers) {
        const read = () => deps.subscriptions.ofTenant(of.customer.tenantId, { from: id, to: id });
        const before = await read();
        const found = { ...of, found: valuesOf(before), answers: new Map([[id, answer]]) };
        const saved = await recordFindings(deps, before, read, found);
        if (saved === undefined) return false;
        tally.noteAgreements(saved);
    }
    return true;
}

/** The task of an audit, and what it says while it goes on. */
export interface Auditing {
    runId: string;
    /** Where an earlier try in this run stopped. */
    cursor: string | null;
    /** Whether nobody tried before in this run. */
    isFirst: boolean;
    /** Says that it is still at it, and how far it came; false where somebody else has taken it over. */
    keep: (cursor: string | null) => Promise<boolean>;
}

/**
 * Audits one tenant: how it is reached, the link, its subscriptions and what we hold there; then writes
 * what changed. Where it has to stop half-way, what was read so far is saved.
 *
 * @throws AzureError `tenant-unknown`, a passing kind where nothing could be read, or `unexpected`
 */
export async function auditTenant(
    deps: AuditDeps,
    { customer, known }: { customer: Customer; known: KnownSubscriptions },
    { runId, cursor, isFirst, keep }: Auditing,
    log: Log,
): Promise<TenantAudit> {
    const { tenantId } = customer;
    const { settings, clock } = deps;
    const told = toldChanges(isFirst);
    const of = { runId, customer, invited: known.invited, told };
    const view = await lookAtTenant(deps, { tenantId, runId, keep: () => keep(cursor) }, log);
    const parts = await partsOf(deps, { tenantId, view, others: [...known.invited, ...known.attested.keys()] });
    // Listing takes as long as it takes: the time is for what comes after.
    const until = clock.now().getTime() + settings.sliceMs;
    const reader = await coverageReader({
        tenantId,
        view,
        rules: {
            expectedPartnerId: customer.partnerId ?? settings.defaultPartnerId,
            excludedOffers: settings.excludedOffers,
            confirmation: settings.confirmation,
        },
        eligibleRoles: deps.eligibleRoles,
        attested: new Set(known.attested.keys()),
        cursor,
        isTimeUp: () => clock.now().getTime() >= until,
        log,
    });
    const tally = tenantTally(clock.now());
    const candidates: Candidate[] = [];
    const agreements = () => readAgreements({ view, candidates, now: clock.now(), log });
    let answers: ReadonlyMap<string, AgreementAnswer> = new Map();
    let reached = cursor;
    const stop = (trouble?: Trouble): TenantAudit => ({ kind: 'stopped', cursor: reached, trouble });

    for (const { ids, records } of parts) {
        const before = await records();
        const values = valuesOf(before);
        const { found, stopped } = await reader.read(ids, values);
        candidates.push(...agreementCandidates(found, values));
        // Once in a run: where it stops half-way, whoever comes to the end asks.
        if (parts.length === 1 && stopped === undefined) answers = await agreements();
        const saved = await recordFindings(deps, before, records, { ...of, found, answers });
        if (saved === undefined) return stop({ message: 'another run writes this tenant' });
        const upTo = stopped === undefined ? (ids.at(-1) ?? null) : stopped.cursor;
        if (upTo !== null && (reached === null || upTo > reached)) reached = upTo;
        if (stopped !== undefined) return stop(asTrouble(stopped.error));
        tally.add(saved);
        if (!(await keep(reached))) return stop();
    }
    if (parts.length > 1 && !(await recordAgreements(deps, of, await agreements(), tally)))
        return stop({ message: 'another run writes this tenant' });

    const reach = reader.reach();
    const sight = await sightOf(view, reach, known, tally.aSubscription());
    if ((await deps.customers.noteSight(tenantId, sight)) === 'not-found') {
        // Deleted while we were at it: what we wrote goes too.
        await deps.subscriptions.deleteTenant(tenantId);
        await deps.audits.forgetChanges(runId, tenantId);
        return { kind: 'audited', discovery: 'none', totals: noTotals(), changes: undefined };
    }
    const changes = told.all();
    await tellNewlyMissing(deps, { runId, tenantId, changes }, tally.missing, log);
    await tellAgreementChanged(deps, tenantId, tally.agreementChangedAt(), log);
    return { kind: 'audited', discovery: reach.discovery, totals: tally.totals, changes };
}
