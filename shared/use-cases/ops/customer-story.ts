import type { TenantOutcome } from '../../domain/audit-run.ts';
import { AppError } from '../../domain/errors.ts';
import { isAzure } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import type { CustomerChange, CustomerStory } from '../../domain/ops/customer-list.ts';
import { askedByHand } from '../../domain/customer.ts';
import { listedInvite } from '../../domain/ops/invite-view.ts';
import type { CustomerAudit } from '../../domain/ops/runs.ts';
import { daysBetween } from '../../domain/days-between.ts';
import { finishedRuns } from '../report/compare-runs.ts';
import type { FinishedRun } from '../report/compare-runs.ts';
import type { OpsDeps } from './deps.ts';
import { findMissing } from './missing.ts';

/** So many runs are looked back. */
const RUNS_BACK = 10;
const CHANGES_EACH = 50;
const INVITES_SHOWN = 20;

const auditOf = (
    { id, finishedAt }: FinishedRun,
    { outcome, partial, reason, totals }: TenantOutcome,
): CustomerAudit => ({
    ...{ runId: id, finishedAt },
    ...{ outcome, partial, reason, totals },
});

async function changesIn({ audits }: OpsDeps, run: FinishedRun, tenantId: string): Promise<CustomerChange[]> {
    const found: CustomerChange[] = [];
    for await (const change of audits.changesOf(run.id, tenantId)) {
        found.push({ ...change, runId: run.id, at: run.finishedAt });
        if (found.length === CHANGES_EACH) break;
    }
    return found;
}

/** Of the invites at hand: those whose attach the latest run cannot be relied on to have seen. */
const attachedSince = (invites: readonly Invite[], lookedFrom: string | null): string[] =>
    invites
        .filter(({ status, timeline }) => {
            const attached = timeline.findLast(({ event }) => event === 'attached');
            return status === 'attached' && attached !== undefined && attached.at > (lookedFrom ?? '');
        })
        .flatMap((invite) => (isAzure(invite) ? [invite.subscriptionId] : []));

/** @throws AppError `not-found` where the tenant is no customer, and was asked about no other product either */
export async function customerStory(deps: OpsDeps, tenantId: string): Promise<CustomerStory> {
    const asOf = deps.clock.now().toISOString();
    const [audited, { items: byHand }] = await Promise.all([
        deps.customers.get(tenantId),
        deps.invites.list({ tenantId, isGuided: true, limit: INVITES_SHOWN }),
    ]);
    const customer = audited ?? askedByHand(tenantId, byHand);
    if (customer === undefined) throw new AppError('not-found', 'There is no customer with this tenant ID.');
    const runs = finishedRuns(await deps.source.runs(RUNS_BACK));
    const [outcomes, changes, missing, invites] = await Promise.all([
        Promise.all(runs.map(async (run) => ({ run, outcome: await deps.outcomes.of(run.id, tenantId) }))),
        Promise.all(runs.map((run) => changesIn(deps, run, tenantId))),
        findMissing(deps, { sort: 'newest', tenantId }),
        deps.invites.list({ tenantId, product: 'azure', limit: INVITES_SHOWN }),
    ]);
    const audits = outcomes.flatMap(({ run, outcome }) => (outcome === undefined ? [] : [auditOf(run, outcome)]));
    const [standing = null] = audits;
    const lookedFrom = runs.find(({ id }) => id === standing?.runId)?.startedAt ?? null;
    const items = missing.items.map((row) => ({ ...row, days: daysBetween(row.missingSince, asOf) }));
    return {
        asOf,
        customer,
        isAudited: audited !== undefined,
        standing,
        missing: { count: Math.max(standing?.totals.missing ?? 0, items.length), items },
        attachedSince: attachedSince(invites.items, lookedFrom),
        invites: invites.items.map(listedInvite),
        byHand: byHand.map(listedInvite),
        changes: changes.flat(),
        audits,
    };
}
