import { odata } from '@azure/data-tables';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { LOCK_MS } from '../../domain/work.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stored } from '../../ports/store.ts';
import type { SubscriptionStore, TenantRecords } from '../../ports/subscription-store.ts';
import { fullPage, mapPage } from './full-page.ts';
import { ALL_MISSING, missingFromRow } from './missing-rows.ts';
import { recordLists } from './record-lists.ts';
import { PLACES, subscriptionPlaces } from './subscription-places.ts';
import { recordFromRow, recordToRow, UNSETTLED } from './subscription-rows.ts';
import type { Change, Row, Table } from './table.ts';
import { tenantRecords } from './tenant-records.ts';
import { transactAll } from './transact-all.ts';

const sameRow = (one: Row | undefined, other: Row | undefined) => isDeepStrictEqual(one, other);

function recordChange(before: Stored<SubscriptionRecord> | undefined, record: SubscriptionRecord): Change[] {
    if (before?.value === record) return [];
    const row = recordToRow(record);
    if (before === undefined) return [{ kind: 'insert', row }];
    return sameRow(recordToRow(before.value), row) ? [] : [{ kind: 'replace', row, etag: before.etag }];
}

/** What turns the records into what was found, made anew each time that it is gone through: rows are large. */
const changesBetween = (
    before: TenantRecords,
    found: readonly SubscriptionRecord[],
    removed: readonly SubscriptionRecord[],
): Iterable<Change> => ({
    *[Symbol.iterator]() {
        for (const record of found) yield* recordChange(before.records.get(record.subscriptionId), record);
        for (const { subscriptionId } of removed) {
            if (before.records.has(subscriptionId)) yield { kind: 'delete', rowKey: subscriptionId };
        }
    },
});

function isEmpty(items: Iterable<unknown>): boolean {
    for (const _item of items) return false;
    return true;
}

/**
 * @param subscriptions PK is the tenant, RK the subscription; `~unsettled` stands there while a tenant
 *   is being written, as its rows and the lists cannot change in one transaction. It is
 *   a lease too: of two runs one writes, and one that died holds nobody up for longer than the lease. The
 *   partition `~places` says where each one is
 * @param missing the list of what is missing in one partition, RK begins with the time of the first sight, newest
 *   first; in another one what is covered for a time, the next to end first
 */
export function subscriptionStore(subscriptions: Table, missing: Table, clock: Clock): SubscriptionStore {
    const places = subscriptionPlaces(subscriptions, clock);
    const lists = recordLists(missing);
    const { all, ...records } = tenantRecords(subscriptions);

    /** Takes the lease; undefined where somebody else has it. `isLeft`: somebody had it and did not end. */
    async function lease(tenantId: string): Promise<{ etag: string; isLeft: boolean } | undefined> {
        const now = clock.now();
        const by = randomUUID();
        const until = new Date(now.getTime() + LOCK_MS).toISOString();
        const row = { partitionKey: tenantId, rowKey: UNSETTLED, by, until };
        const tags = new Map<string, string>();
        // Most of the time nobody has it.
        const isLeft = (await subscriptions.insert(row, tags)) === 'exists';
        if (isLeft) {
            const left = await subscriptions.get(tenantId, UNSETTLED);
            if (left === undefined || String(left.value.until) > now.toISOString()) return undefined;
            if ((await subscriptions.replace(row, left.etag, tags)) !== 'written') return undefined;
        }
        const etag = tags.get(UNSETTLED);
        if (etag !== undefined) return { etag, isLeft };
        const mine = await subscriptions.get(tenantId, UNSETTLED);
        return mine?.value.by === by ? { etag: mine.etag, isLeft } : undefined;
    }

    /** Gives the lease back while the tenant stays unsettled. */
    const leave = (tenantId: string, etag: string) =>
        subscriptions.replace({ partitionKey: tenantId, rowKey: UNSETTLED, until: clock.now().toISOString() }, etag);

    /** Writes the records, then the lists; false where somebody else's writes came in between. */
    async function write(
        tenantId: string,
        before: TenantRecords,
        changes: Iterable<Change>,
        after: Iterable<SubscriptionRecord>,
    ): Promise<boolean> {
        if ((await transactAll(subscriptions, tenantId, changes)) !== 'written') return false;
        if (before.unsettled) return await lists.relist(tenantId, undefined, all(tenantId));
        return await lists.relist(
            tenantId,
            [...before.records.values()].map(({ value }) => value),
            after,
        );
    }

    return {
        ...records,
        save: async (tenantId, before: TenantRecords, found, removed) => {
            const changes = changesBetween(before, found, removed);
            if (isEmpty(changes) && !before.unsettled) return 'written';

            const held = await lease(tenantId);
            if (held === undefined) return 'busy';
            const after = new Map([...before.records].map(([id, { value }]) => [id, value]));
            for (const record of found) after.set(record.subscriptionId, record);
            for (const record of removed) {
                after.delete(record.subscriptionId);
                // First, so that whoever finds it elsewhere finds either the record or this.
                await places.leave(record);
            }
            const unsettled = before.unsettled || held.isLeft;
            if (!(await write(tenantId, { ...before, unsettled }, changes, after.values()))) {
                await leave(tenantId, held.etag);
                return 'conflict';
            }
            return await subscriptions.delete(tenantId, UNSETTLED, held.etag);
        },
        get: async (tenantId, subscriptionId) => {
            const found = await subscriptions.get(tenantId, subscriptionId);
            return found && recordFromRow(found.value);
        },
        claim: (tenantId, subscriptionIds) => places.claim(tenantId, subscriptionIds),
        find: (subscriptionId) => places.find(subscriptionId),
        list: async ({ coverage, tenantId, ...page }) => {
            const filter = [
                odata`RowKey lt ${UNSETTLED}`,
                tenantId === undefined ? odata`PartitionKey lt ${PLACES}` : odata`PartitionKey eq ${tenantId}`,
                ...(coverage === undefined ? [] : [odata`coverage eq ${coverage}`]),
            ].join(' and ');
            return mapPage(await fullPage(subscriptions, { filter, ...page }), ({ value }) => recordFromRow(value));
        },
        missing: async (page) =>
            mapPage(await fullPage(missing, { filter: ALL_MISSING, ...page }), ({ value }) => missingFromRow(value)),
        deleteTenant: async (tenantId) => {
            const listed = await lists.forget(tenantId);
            let deleted = 0;
            for await (const { value } of subscriptions.scan(odata`PartitionKey eq ${tenantId}`)) {
                await subscriptions.delete(tenantId, value.rowKey);
                if (value.rowKey !== UNSETTLED) deleted += 1;
            }
            await places.forget(tenantId);
            return { subscriptions: deleted, missing: listed };
        },
    };
}
