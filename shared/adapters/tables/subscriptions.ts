import { odata } from '@azure/data-tables';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { SubscriptionRecord } from '../../domain/coverage-record.ts';
import type { Stored } from '../../ports/store.ts';
import type { SubscriptionStore, TenantRecords } from '../../ports/subscription-store.ts';
import { fullPage, mapPage } from './full-page.ts';
import { ALL_MISSING, MISSING, missingFromRow, missingOf, missingRow } from './missing-rows.ts';
import { recordFromRow, recordToRow, UNSETTLED } from './subscription-rows.ts';
import type { Change, Row, Table, WriteResult } from './table.ts';

/** The most changes in an entity-group transaction. */
const AT_ONCE = 100;

async function transactAll(table: Table, partitionKey: string, changes: readonly Change[]): Promise<WriteResult> {
    for (let start = 0; start < changes.length; start += AT_ONCE) {
        const result = await table.transact(partitionKey, changes.slice(start, start + AT_ONCE));
        if (result !== 'written') return result;
    }
    return 'written';
}

const sameRow = (one: Row | undefined, other: Row | undefined) => isDeepStrictEqual(one, other);

/** What turns the list of missing ones from `before` into `after`, both by row key. */
function missingChanges(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Change[] {
    const gone = [...before.keys()].filter((rowKey) => !after.has(rowKey));
    const changed = [...after.values()].filter((row) => !sameRow(before.get(row.rowKey), row));
    return [
        ...gone.map((rowKey): Change => ({ kind: 'delete', rowKey })),
        ...changed.map((row): Change => ({ kind: 'upsert', row })),
    ];
}

const missingRowsOf = (records: Iterable<SubscriptionRecord>): Map<string, Row> =>
    new Map(
        [...records]
            .map(missingRow)
            .filter((row) => row !== undefined)
            .map((row) => [row.rowKey, row]),
    );

function recordChange(before: Stored<SubscriptionRecord> | undefined, record: SubscriptionRecord): Change[] {
    const row = recordToRow(record);
    if (before === undefined) return [{ kind: 'insert', row }];
    return sameRow(recordToRow(before.value), row) ? [] : [{ kind: 'replace', row, etag: before.etag }];
}

/**
 * @param subscriptions PK is the tenant, RK the subscription; `~unsettled` stands there while a tenant
 *   is being written, as its rows and the list of missing ones cannot change in one transaction
 * @param missing one partition, RK begins with the time of the first sight, newest first
 */
export function subscriptionStore(subscriptions: Table, missing: Table): SubscriptionStore {
    /** Marks the tenant; undefined where somebody else did at the same moment. */
    async function mark(tenantId: string): Promise<string | undefined> {
        const mine = randomUUID();
        await subscriptions.upsert({ partitionKey: tenantId, rowKey: UNSETTLED, by: mine });
        const marked = await subscriptions.get(tenantId, UNSETTLED);
        return marked?.value.by === mine ? marked.etag : undefined;
    }

    async function missingInTable(tenantId: string): Promise<Map<string, Row>> {
        const rows = new Map<string, Row>();
        for await (const { value } of missing.scan(missingOf(tenantId))) rows.set(value.rowKey, value);
        return rows;
    }

    return {
        ofTenant: async (tenantId) => {
            const records = new Map<string, Stored<SubscriptionRecord>>();
            let unsettled = false;
            for await (const { value, etag } of subscriptions.scan(odata`PartitionKey eq ${tenantId}`)) {
                if (value.rowKey === UNSETTLED) unsettled = true;
                else records.set(value.rowKey, { value: recordFromRow(value), etag });
            }
            return { records, unsettled };
        },
        save: async (tenantId, before: TenantRecords, found, removed) => {
            const changes = [
                ...found.flatMap((record) => recordChange(before.records.get(record.subscriptionId), record)),
                ...removed.filter((id) => before.records.has(id)).map((rowKey): Change => ({ kind: 'delete', rowKey })),
            ];
            if (changes.length === 0 && !before.unsettled) return 'written';

            const tag = await mark(tenantId);
            if (tag === undefined) return 'conflict';
            if ((await transactAll(subscriptions, tenantId, changes)) !== 'written') return 'conflict';

            const recordsBefore = [...before.records.values()].map(({ value }) => value);
            const recordsAfter = new Map(recordsBefore.map((record) => [record.subscriptionId, record]));
            for (const record of found) recordsAfter.set(record.subscriptionId, record);
            for (const id of removed) recordsAfter.delete(id);
            const listed = before.unsettled ? await missingInTable(tenantId) : missingRowsOf(recordsBefore);
            const relisted = await transactAll(
                missing,
                MISSING,
                missingChanges(listed, missingRowsOf(recordsAfter.values())),
            );
            if (relisted !== 'written') return 'conflict';
            return await subscriptions.delete(tenantId, UNSETTLED, tag);
        },
        list: async ({ coverage, tenantId, ...page }) => {
            const filter = [
                odata`RowKey lt ${UNSETTLED}`,
                ...(tenantId === undefined ? [] : [odata`PartitionKey eq ${tenantId}`]),
                ...(coverage === undefined ? [] : [odata`coverage eq ${coverage}`]),
            ].join(' and ');
            return mapPage(await fullPage(subscriptions, { filter, ...page }), ({ value }) => recordFromRow(value));
        },
        missing: async (page) =>
            mapPage(await fullPage(missing, { filter: ALL_MISSING, ...page }), ({ value }) => missingFromRow(value)),
        deleteTenant: async (tenantId) => {
            // One by one: another deletion may be at work on the same rows, and a transaction wants them all there.
            for (const rowKey of (await missingInTable(tenantId)).keys()) await missing.delete(MISSING, rowKey);
            for await (const { value } of subscriptions.scan(odata`PartitionKey eq ${tenantId}`)) {
                await subscriptions.delete(tenantId, value.rowKey);
            }
        },
    };
}
