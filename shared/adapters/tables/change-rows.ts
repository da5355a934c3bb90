import { z } from 'zod';
import { RUN_CHANGES } from '../../domain/coverage-changes.ts';
import type { RunChange } from '../../domain/coverage-changes.ts';
import { rowReader, toColumns } from './row-codec.ts';
import type { Row } from './table.ts';

/** Of the rows in a run's partition. */
export const CHANGE = 'change|';

export const changesOfTenant = (tenantId: string): string => `${CHANGE}${tenantId}|`;

/** One row for each kind of change of a subscription, so that the same one told twice is one. */
export const changeRow = (partitionKey: string, change: RunChange): Row => ({
    partitionKey,
    rowKey: `${changesOfTenant(change.tenantId)}${change.subscriptionId}|${change.what}`,
    ...toColumns({ ...change }),
});

export const changeFromRow: (row: Row) => RunChange = rowReader(() =>
    z.strictObject({
        tenantId: z.string(),
        customerName: z.string(),
        subscriptionId: z.string(),
        displayName: z.string(),
        what: z.enum(RUN_CHANGES),
        from: z.string().nullable().default(null),
        to: z.string().nullable().default(null),
    }),
);
