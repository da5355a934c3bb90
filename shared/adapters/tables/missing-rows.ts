import { odata } from '@azure/data-tables';
import { z } from 'zod';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { lazily } from '../../lazily.ts';
import type { MissingSubscription } from '../../ports/subscription-store.ts';
import { rowReader } from './row-codec.ts';
import { newestFirst } from './table.ts';
import type { Row } from './table.ts';

/** One partition, so that its order is that of the list: new ones first, whoever's they are. */
export const MISSING = 'missing';
export const ALL_MISSING = odata`PartitionKey eq ${MISSING}`;
export const missingOf = (tenantId: string): string => odata`PartitionKey eq ${MISSING} and tenantId eq ${tenantId}`;

const columns = lazily(() =>
    z.strictObject({
        tenantId: z.string(),
        customerName: z.string(),
        subscriptionId: z.string(),
        displayName: z.string(),
        reason: z.string(),
        nextStep: z.string(),
        firstSeenAt: z.string(),
        missingSince: z.string(),
    }),
);

/** The row of a missing subscription; undefined for any other. The key holds nothing that ever changes. */
export function missingRow(record: SubscriptionRecord): Row | undefined {
    if (record.coverage !== 'missing') return undefined;
    const { tenantId, customerName, subscriptionId, displayName, firstSeenAt } = record;
    return {
        partitionKey: MISSING,
        rowKey: `${newestFirst(firstSeenAt)}|${tenantId}|${subscriptionId}`,
        ...columns().parse({
            tenantId,
            customerName,
            subscriptionId,
            displayName,
            reason: record.reason,
            nextStep: record.nextStep,
            firstSeenAt,
            missingSince: record.missingSince,
        }),
    };
}

export const missingFromRow: (row: Row) => MissingSubscription = rowReader(columns);
