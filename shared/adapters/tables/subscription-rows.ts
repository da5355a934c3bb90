import { z } from 'zod';
import { RECORD_CHANGES } from '../../domain/record-change.ts';
import { COVERAGES } from '../../domain/coverage.ts';
import { REASONS } from '../../domain/coverage-reason.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { lazily } from '../../lazily.ts';
import { rowReader, toColumns } from './row-codec.ts';
import type { Row } from './table.ts';

/** Sorts behind every subscription ID: the row that says that a tenant is being written. */
export const UNSETTLED = '~unsettled';

const role = () => z.strictObject({ id: z.string(), name: z.string().nullable(), scope: z.string() });
const agreement = () => z.strictObject({ type: z.string(), accountId: z.string() });
const change = () =>
    z.strictObject({
        at: z.string(),
        what: z.enum(RECORD_CHANGES),
        from: z.string().nullable(),
        to: z.string().nullable(),
    });

const columns = lazily(() =>
    z.strictObject({
        customerName: z.string(),
        displayName: z.string(),
        state: z.string().nullable().default(null),
        quotaId: z.string().nullable().default(null),
        coverage: z.enum(COVERAGES),
        reason: z.enum(REASONS).nullable().default(null),
        nextStep: z.string().nullable().default(null),
        lastCoverage: z.enum(COVERAGES).nullable().default(null),
        firstSeenAt: z.string(),
        missingSince: z.string().nullable().default(null),
        via: z.enum(['serviceprincipal', 'lighthouse']).nullable().default(null),
        role: role().nullable().default(null),
        coveredUntil: z.string().nullable().default(null),
        agreement: agreement().nullable().default(null),
        agreementRead: z.enum(['read', 'forbidden']).nullable().default(null),
        changes: z.array(change()).default([]),
    }),
);

const readColumns = rowReader(columns, ['role', 'agreement', 'changes']);

export const recordFromRow = (row: Row): SubscriptionRecord => ({
    tenantId: row.partitionKey,
    subscriptionId: row.rowKey,
    ...readColumns(row),
});

export const recordToRow = ({ tenantId, subscriptionId, ...record }: SubscriptionRecord): Row => ({
    partitionKey: tenantId,
    rowKey: subscriptionId,
    // Through the schema, so that the same record is the same row whoever put it together.
    ...toColumns(columns().parse(record)),
});
