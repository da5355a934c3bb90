import { z } from 'zod';
import pLimit from 'p-limit';
import type { AuditRun, ChangeCounts, TenantCounts, TenantState } from '../domain/audit-run.ts';
import { CHANGE_MEANINGS } from '../domain/coverage-changes.ts';
import { COVERAGES } from '../domain/coverage.ts';
import type { SubscriptionRecord } from '../domain/subscription-record.ts';
import type { AuditStore } from '../ports/audit-store.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import { guid } from './fields.ts';
import { pageQuery } from './page-query.ts';
import { validate } from './parse.ts';

/** A run as callers see it. */
export interface RunJson {
    id: string;
    status: 'running' | 'finished';
    startedAt: string;
    finishedAt?: string;
    tenants: { expected: number } & TenantCounts;
    /** The first hundred. */
    failedTenants: FailedTenantJson[];
    /** What it found different, once it has finished. */
    changes?: ChangeCounts;
}

/** A tenant that a run could not audit. */
export interface FailedTenantJson {
    tenantId: string;
    /** Null where it is no customer any more. */
    customerName: string | null;
    reason: string;
}

/** What is told of a run, and where it is read. */
export interface RunSources {
    audits: Pick<AuditStore, 'tenantStates'>;
    customers: Pick<CustomerStore, 'get'>;
}

const MOST_FAILED = 100;
const READS_AT_ONCE = 16;

/** Of a run that is over only those that failed are read; of one that goes on its rows are counted. */
async function progressOf(
    audits: RunSources['audits'],
    run: AuditRun,
): Promise<{ tenants: TenantCounts; failed: TenantState[] }> {
    const tenants: TenantCounts = run.result?.tenants ?? { done: 0, failed: 0, partial: 0 };
    const failed: TenantState[] = [];
    if (run.result?.tenants.failed === 0) return { tenants, failed };
    for await (const state of audits.tenantStates(run.id, run.result === null ? undefined : 'failed')) {
        if (run.result === null) {
            tenants[state.outcome] += 1;
            if (state.partial) tenants.partial += 1;
        }
        if (state.outcome === 'failed' && failed.length < MOST_FAILED) failed.push(state);
        if (run.result !== null && failed.length === MOST_FAILED) break;
    }
    return { tenants, failed };
}

/** A run, and how far it is. */
export async function runJson({ audits, customers }: RunSources, run: AuditRun): Promise<RunJson> {
    const { tenants, failed } = await progressOf(audits, run);
    const limit = pLimit(READS_AT_ONCE);
    return {
        id: run.id,
        status: run.status === 'finished' ? 'finished' : 'running',
        startedAt: run.startedAt,
        ...(run.finishedAt === null ? {} : { finishedAt: run.finishedAt }),
        tenants: { expected: run.expected, ...tenants },
        failedTenants: await limit.map(failed, async ({ tenantId, reason }) => ({
            tenantId,
            customerName: (await customers.get(tenantId))?.name ?? null,
            reason: reason ?? 'unknown',
        })),
        ...(run.result === null ? {} : { changes: run.result.changes }),
    };
}

/** A subscription as callers see it: the fields of a missing one, with its coverage. */
export const subscriptionJson = (record: SubscriptionRecord) => ({
    tenantId: record.tenantId,
    customerName: record.customerName,
    subscriptionId: record.subscriptionId,
    displayName: record.displayName,
    coverage: record.coverage,
    /** Of one that could not be read this time: what it was before. */
    lastCoverage: record.lastCoverage,
    reason: record.reason,
    nextStep: record.nextStep,
    firstSeenAt: record.firstSeenAt,
    missingSince: record.missingSince,
    via: record.via,
    role: record.role,
    coveredUntil: record.coveredUntil,
    quotaId: record.quotaId,
    agreement: record.agreement,
    agreementRead: record.agreementRead,
});

/** The same with its history, each change with what it means where that is not plain. */
export const subscriptionWithHistory = (record: SubscriptionRecord, goneAt: string | null) => ({
    ...subscriptionJson(record),
    /** Since when it is no more, or not where we can see it; the rest is what was last known. */
    goneAt,
    changes: record.changes.map((change) => ({ ...change, meaning: CHANGE_MEANINGS[change.what] ?? null })),
});

const subscriptionParams = z.object({ subscriptionId: guid });

/** The subscription in a path. */
export const subscriptionOf = (params: Readonly<Record<string, string>>): string =>
    validate(subscriptionParams, params).subscriptionId;

/** Query of `GET /api/subscriptions`. */
export const subscriptionQuery = z.strictObject({
    ...pageQuery,
    coverage: z.enum(COVERAGES, `one of ${COVERAGES.join(', ')}`).optional(),
    tenantId: guid.optional(),
});

const runParams = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'the ID of a run') });

/** The run in a path. */
export const runIdOf = (params: Readonly<Record<string, string>>): string => validate(runParams, params).id;
