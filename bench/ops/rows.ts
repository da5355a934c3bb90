import type { TransactionAction } from '@azure/data-tables';
import { toColumns } from '../../shared/adapters/tables/row-codec.ts';
import { missingRow } from '../../shared/adapters/tables/missing-rows.ts';
import { recordToRow } from '../../shared/adapters/tables/subscription-rows.ts';
import { noChanges, totalsOf } from '../../shared/domain/audit-run.ts';
import type { AuditRun, TenantOutcome, Totals } from '../../shared/domain/audit-run.ts';
import type { SubscriptionRecord } from '../../shared/domain/subscription-record.ts';
import { nothingSeen } from '../../shared/domain/customer.ts';
import { INVITE_STATUSES } from '../../shared/domain/invite.ts';
import type { Invite } from '../../shared/domain/invite.ts';
import { actionsFor, newInvite } from '../invites.ts';
import type { BenchTenant } from '../world.ts';

/** One row in five is missing. */
const EACH_MISSING = 5;
const REASONS = ['no-link', 'no-access', 'no-eligible-role', 'other-partner'] as const;
const MINUTE_MS = 60_000;

const put = (row: object): TransactionAction => ['upsert', row as { partitionKey: string; rowKey: string }, 'Replace'];

/** What an audit knows of a tenant's subscriptions. */
export const recordsOf = ({ tenantId, subscriptionIds }: BenchTenant, now: number): SubscriptionRecord[] =>
    subscriptionIds.map((subscriptionId, n) => {
        const isMissing = n % EACH_MISSING === 0;
        const at = new Date(now - n * MINUTE_MS).toISOString();
        return {
            ...{ tenantId, subscriptionId, customerName: `Tenant ${tenantId}`, displayName: `Subscription ${n}` },
            ...{ state: 'Enabled', quotaId: 'EnterpriseAgreement_2014-09-01' },
            coverage: isMissing ? 'missing' : 'covered',
            reason: isMissing ? (REASONS[n % REASONS.length] ?? null) : null,
            nextStep: isMissing ? 'Send an invite or hand on the quick link of the subscription.' : null,
            ...{ lastCoverage: null, firstSeenAt: at, missingSince: isMissing ? at : null },
            ...{ via: 'serviceprincipal', role: null, coveredUntil: null, agreement: null, agreementRead: null },
            changes: [{ at, what: 'seen', from: null, to: isMissing ? 'missing' : 'covered' }],
        };
    });

export const recordActions = (records: readonly SubscriptionRecord[]): TransactionAction[] =>
    records.map((record) => put(recordToRow(record)));

export const missingActions = (records: readonly SubscriptionRecord[]): TransactionAction[] =>
    records.map(missingRow).flatMap((row) => (row === undefined ? [] : [put(row)]));

export const outcomeOf = (tenantId: string, records: readonly SubscriptionRecord[]): TenantOutcome => ({
    ...{ tenantId, outcome: 'done', partial: false, reason: null },
    totals: totalsOf(records),
    changes: { ...noChanges(), new: records.length },
});

export const finishedRun = (id: string, finishedAt: string, expected: number, totals: Totals): AuditRun => ({
    ...{ id, status: 'finished', startedAt: finishedAt, planningSince: finishedAt, finishedAt, expected },
    result: { tenants: { done: expected, failed: 0, partial: 0 }, totals, changes: noChanges() },
});

export const customerActions = ({ tenantId }: BenchTenant): TransactionAction[] => [
    put({
        partitionKey: tenantId,
        rowKey: 'customer',
        ...toColumns({ name: `Tenant ${tenantId}`, deleting: false, ...nothingSeen }),
    }),
];

/** An invite that waits for nothing any more, or for its admin alone. */
const settledInvite = (of: { tenantId: string; subscriptionId: string }, n: number): Invite => ({
    ...newInvite(of),
    status: INVITE_STATUSES[n % INVITE_STATUSES.length] ?? 'sent',
    mails: [],
});

export const inviteActions = (of: { tenantId: string; subscriptionId: string }, n: number): TransactionAction[] =>
    actionsFor(settledInvite(of, n));
