import { odata } from '@azure/data-tables';
import { z } from 'zod';
import { COVERAGES } from '../../domain/coverage.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import type { Stored } from '../../ports/store.ts';
import type { IdRange, SubscriptionStore, TenantRecords } from '../../ports/subscription-store.ts';
import { rowReader } from './row-codec.ts';
import { recordFromRow, UNSETTLED } from './subscription-rows.ts';
import type { Row, Table } from './table.ts';

const readStanding = rowReader(() => z.strictObject({ coverage: z.enum(COVERAGES) }));

/** The records of one tenant: its partition, without the row that says that it is being written. */
export function tenantRecords(table: Table): Pick<SubscriptionStore, 'ofTenant' | 'ofTenantIfFew' | 'standings'> & {
    all: (tenantId: string) => AsyncIterable<SubscriptionRecord>;
} {
    const partition = (tenantId: string) => odata`PartitionKey eq ${tenantId}`;
    const settledRows = (tenantId: string) => `${partition(tenantId)} and ${odata`RowKey lt ${UNSETTLED}`}`;
    const isUnsettled = async (tenantId: string) => (await table.get(tenantId, UNSETTLED)) !== undefined;

    const put = (records: Map<string, Stored<SubscriptionRecord>>, { value, etag }: Stored<Row>) =>
        records.set(value.rowKey, { value: recordFromRow(value), etag });

    function collected(rows: readonly Stored<Row>[]): TenantRecords {
        const records = new Map<string, Stored<SubscriptionRecord>>();
        for (const row of rows) if (row.value.rowKey !== UNSETTLED) put(records, row);
        return { records, unsettled: records.size < rows.length };
    }

    /** By the range alone, as the service looks through the whole partition for a filter that names one row more. */
    async function inRange(tenantId: string, { from, to }: IdRange): Promise<TenantRecords> {
        const records = new Map<string, Stored<SubscriptionRecord>>();
        const unsettled = await isUnsettled(tenantId);
        const filter = `${partition(tenantId)} and ${odata`RowKey ge ${from} and RowKey le ${to}`}`;
        for await (const row of table.scan(filter)) put(records, row);
        return { records, unsettled };
    }

    async function whole(tenantId: string): Promise<TenantRecords> {
        const rows: Stored<Row>[] = [];
        for await (const row of table.scan(partition(tenantId))) rows.push(row);
        return collected(rows);
    }

    return {
        ofTenant: async (tenantId, range) =>
            range === undefined ? await whole(tenantId) : await inRange(tenantId, range),
        ofTenantIfFew: async (tenantId, most) => {
            const { items, continuation } = await table.page({ filter: partition(tenantId), limit: most });
            return continuation === undefined ? collected(items) : undefined;
        },
        standings: async function* (tenantId) {
            for await (const { value } of table.scan(settledRows(tenantId), ['coverage'])) {
                yield { subscriptionId: value.rowKey, ...readStanding(value) };
            }
        },
        all: async function* (tenantId) {
            for await (const { value } of table.scan(settledRows(tenantId))) yield recordFromRow(value);
        },
    };
}
