import { z } from 'zod';
import { RECORD_CHANGES } from '../../domain/record-change.ts';
import { COVERAGES } from '../../domain/coverage.ts';
import { REASONS } from '../../domain/coverage-reason.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { rowReader, toColumns } from './row-codec.ts';
import type { Row } from './table.ts';

/** Sorts behind every subscription ID: the row that says that a tenant is being written. */
export const UNSETTLED = '~unsettled';

const readColumns = rowReader(
    () =>
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
            role: z
                .strictObject({ id: z.string(), name: z.string().nullable(), scope: z.string() })
                .nullable()
                .default(null),
            coveredUntil: z.string().nullable().default(null),
            agreement: z.strictObject({ type: z.string(), accountId: z.string() }).nullable().default(null),
            agreementRead: z.enum(['read', 'forbidden']).nullable().default(null),
            changes: z
                .array(
                    z.strictObject({
                        at: z.string(),
                        what: z.enum(RECORD_CHANGES),
                        from: z.string().nullable(),
                        to: z.string().nullable(),
                    }),
                )
                .default([]),
        }),
    ['role', 'agreement', 'changes'],
);

export const recordFromRow = (row: Row): SubscriptionRecord => ({
    tenantId: row.partitionKey,
    subscriptionId: row.rowKey,
    ...readColumns(row),
});

/** Field by field, so that the same record is the same row whoever put it together. */
export const recordToRow = ({ tenantId, subscriptionId, ...record }: SubscriptionRecord): Row => {
    const { role, agreement, changes } = record;
    return {
        partitionKey: tenantId,
        rowKey: subscriptionId,
        ...toColumns({
            customerName: record.customerName,
            displayName: record.displayName,
            state: record.state,
            quotaId: record.quotaId,
            coverage: record.coverage,
            reason: record.reason,
            nextStep: record.nextStep,
            lastCoverage: record.lastCoverage,
            firstSeenAt: record.firstSeenAt,
            missingSince: record.missingSince,
            via: record.via,
            role: role && { id: role.id, name: role.name, scope: role.scope },
            coveredUntil: record.coveredUntil,
            agreement: agreement && { type: agreement.type, accountId: agreement.accountId },
            agreementRead: record.agreementRead,
            changes: changes.map(({ at, what, from, to }) => ({ at, what, from, to })),
        }),
    };
};
