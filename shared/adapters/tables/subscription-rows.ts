import { z } from 'zod';
import { COVERAGES, REASONS } from '../../domain/coverage.ts';
import type { SubscriptionRecord } from '../../domain/coverage-record.ts';
import { fromColumns, toColumns } from './row-codec.ts';
import type { Row } from './table.ts';

/** Sorts behind every subscription ID: the row that says that a tenant is being written. */
export const UNSETTLED = '~unsettled';

const columns = z.strictObject({
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
});

export const recordFromRow = (row: Row): SubscriptionRecord => ({
    tenantId: row.partitionKey,
    subscriptionId: row.rowKey,
    ...fromColumns(columns, row),
});

export const recordToRow = ({ tenantId, subscriptionId, ...record }: SubscriptionRecord): Row => ({
    partitionKey: tenantId,
    rowKey: subscriptionId,
    ...toColumns(record),
});
