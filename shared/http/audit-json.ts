import { z } from 'zod';
import { sumOf } from '../domain/audit-run.ts';
import type { AuditRun } from '../domain/audit-run.ts';
import { COVERAGES } from '../domain/coverage.ts';
import type { SubscriptionRecord } from '../domain/coverage-record.ts';
import type { AuditStore } from '../ports/audit-store.ts';
import { guid } from './fields.ts';
import { pageQuery, validate } from './parse.ts';

/** A run as callers see it. */
export interface RunJson {
    id: string;
    status: 'running' | 'finished';
    startedAt: string;
    finishedAt?: string;
    tenants: { expected: number; done: number; failed: number; partial: number };
}

/** Progress of a run that is not over is counted from its rows. */
export async function runJson(audits: AuditStore, run: AuditRun): Promise<RunJson> {
    const { tenants } = run.result ?? (await sumOf(audits.outcomes(run.id)));
    return {
        id: run.id,
        status: run.status === 'finished' ? 'finished' : 'running',
        startedAt: run.startedAt,
        ...(run.finishedAt === null ? {} : { finishedAt: run.finishedAt }),
        tenants: { expected: run.expected, ...tenants },
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
});

/** Query of `GET /api/subscriptions`. */
export const subscriptionQuery = z.strictObject({
    ...pageQuery,
    coverage: z.enum(COVERAGES, `one of ${COVERAGES.join(', ')}`).optional(),
    tenantId: guid.optional(),
});

const runParams = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'the ID of a run') });

/** The run in a path. */
export const runIdOf = (params: Readonly<Record<string, string>>): string => validate(runParams, params).id;
