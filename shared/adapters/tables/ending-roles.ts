import { odata } from '@azure/data-tables';
import { z } from 'zod';
import type { EndingRole } from '../../domain/report.ts';
import type { Some } from '../../domain/some.ts';
import { rowReader } from './row-codec.ts';
import type { Row, Table } from './table.ts';

/** One partition, so that its order is that of the list: the next to end first. */
export const ENDING = 'ending';
export const endingOf = (tenantId: string): string => odata`PartitionKey eq ${ENDING} and tenantId eq ${tenantId}`;

const readEnding = rowReader(() =>
    z.strictObject({
        tenantId: z.string(),
        customerName: z.string(),
        subscriptionId: z.string(),
        displayName: z.string(),
        coveredUntil: z.iso.datetime({ offset: true }),
    }),
);

/** What of a record makes its row here. */
export type Covered = Omit<EndingRole, 'coveredUntil'> & { coveredUntil: string | null };

/** The row of a subscription that is covered for a time; undefined for any other. */
export function endingRow(record: Covered): Row | undefined {
    const { tenantId, customerName, subscriptionId, displayName, coveredUntil } = record;
    if (coveredUntil === null || Number.isNaN(Date.parse(coveredUntil))) return undefined;
    const until = new Date(coveredUntil).toISOString();
    return {
        partitionKey: ENDING,
        rowKey: `${until}|${tenantId}|${subscriptionId}`,
        tenantId,
        customerName,
        subscriptionId,
        displayName,
        coveredUntil: until,
    };
}

/** Subscriptions by when their role ends, the next to end first: so those that end soon are found without the others. */
export const endingRoles = (table: Table) => ({
    before: async (time: Date, most: number): Promise<Some<EndingRole>> => {
        const until = time.toISOString();
        const items: EndingRole[] = [];
        let count = 0;
        for await (const { value } of table.scan(odata`PartitionKey eq ${ENDING} and RowKey lt ${until}`)) {
            count += 1;
            if (items.length < most) items.push(readEnding(value));
        }
        return { count, items };
    },
});
