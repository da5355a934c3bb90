import { isDeepStrictEqual } from 'node:util';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { ENDING, endingOf, endingRow } from './ending-roles.ts';
import { MISSING, missingOf, missingRow } from './missing-rows.ts';
import { transactAll } from './transact-all.ts';
import type { Change, Row, Table } from './table.ts';

/** Some of the subscriptions, listed apart: a partition of its own. */
interface RecordList {
    partition: string;
    /** The row of a record; undefined for one that does not belong there. */
    rowOf: (record: SubscriptionRecord) => Row | undefined;
    /** Finds those of a tenant. */
    ofTenant: (tenantId: string) => string;
}

const LISTS: readonly RecordList[] = [
    { partition: MISSING, rowOf: missingRow, ofTenant: missingOf },
    { partition: ENDING, rowOf: endingRow, ofTenant: endingOf },
];

/** What turns a list from `before` into `after`, both by row key. */
function changesBetween(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Change[] {
    const gone = [...before.keys()].filter((rowKey) => !after.has(rowKey));
    const changed = [...after.values()].filter((row) => !isDeepStrictEqual(before.get(row.rowKey), row));
    return [
        ...gone.map((rowKey): Change => ({ kind: 'delete', rowKey })),
        ...changed.map((row): Change => ({ kind: 'upsert', row })),
    ];
}

/** What belongs into each list, by row key; the records are gone through once and not held. */
async function rowsByList(
    records: Iterable<SubscriptionRecord> | AsyncIterable<SubscriptionRecord>,
): Promise<ReadonlyMap<RecordList, Map<string, Row>>> {
    const rows = new Map(LISTS.map((list) => [list, new Map<string, Row>()]));
    for await (const record of records) {
        for (const [{ rowOf }, listed] of rows) {
            const row = rowOf(record);
            if (row !== undefined) listed.set(row.rowKey, row);
        }
    }
    return rows;
}

const nothing: ReadonlyMap<string, Row> = new Map();

/** What is missing, and what is covered for a time only: a reader pays for those alone. */
export function recordLists(table: Table) {
    async function inTable({ ofTenant }: RecordList, tenantId: string): Promise<Map<string, Row>> {
        const rows = new Map<string, Row>();
        for await (const { value } of table.scan(ofTenant(tenantId))) rows.set(value.rowKey, value);
        return rows;
    }

    return {
        /**
         * Brings the lists in line with a tenant's records, or with some of them.
         *
         * @param before what they were in line with; undefined where nobody knows, so that they are read: then `after` is
         *   all of the tenant's
         * @returns false where somebody else's writes came in between
         */
        relist: async (
            tenantId: string,
            before: Iterable<SubscriptionRecord> | undefined,
            after: Iterable<SubscriptionRecord> | AsyncIterable<SubscriptionRecord>,
        ): Promise<boolean> => {
            const [old, next] = [before && (await rowsByList(before)), await rowsByList(after)];
            for (const list of LISTS) {
                const listed = old === undefined ? await inTable(list, tenantId) : old.get(list);
                const changes = changesBetween(listed ?? nothing, next.get(list) ?? nothing);
                if ((await transactAll(table, list.partition, changes)) !== 'written') return false;
            }
            return true;
        },
        /** Takes a tenant from the lists; gives how many of its subscriptions were missing. */
        forget: async (tenantId: string): Promise<number> => {
            let missing = 0;
            for (const list of LISTS) {
                const listed = await inTable(list, tenantId);
                // One by one: another deletion may be at work on the same rows, and a transaction wants them all there.
                for (const rowKey of listed.keys()) await table.delete(list.partition, rowKey);
                if (list.partition === MISSING) missing = listed.size;
            }
            return missing;
        },
    };
}
