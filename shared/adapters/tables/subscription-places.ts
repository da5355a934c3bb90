import { odata } from '@azure/data-tables';
import { z } from 'zod';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { UnavailableError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stored } from '../../ports/store.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import { rowReader, toColumns } from './row-codec.ts';
import { recordFromRow, recordToRow } from './subscription-rows.ts';
import type { Row, Table } from './table.ts';

/** Sorts behind every tenant ID. */
export const PLACES = '~places';

/** The most changes in an entity-group transaction. */
const AT_ONCE = 100;
/** Losing a conditional write so often in a row is no race any more. */
const TRIES = 10;

const lastRow = () => z.looseObject({ partitionKey: z.string(), rowKey: z.string() });

/** `last` is what was known before this tenant had it, or, with `goneAt`, until then; `lastOf` is its tenant. */
const readPlace = rowReader(
    () =>
        z.strictObject({
            tenantId: z.string(),
            goneAt: z.string().optional(),
            lastOf: z.string(),
            last: lastRow().optional(),
        }),
    ['last'],
);

type Place = ReturnType<typeof readPlace>;

const placeOf = ({ value }: Stored<Row>): Place => readPlace(value);

const lastIn = ({ last }: Place): SubscriptionRecord | undefined => last && recordFromRow(last as Row);

const rowOf = (subscriptionId: string, place: Place): Row => ({
    partitionKey: PLACES,
    rowKey: subscriptionId,
    ...toColumns(place),
});

/** A column that is not there fits no filter, not even one that asks for something else too. */
const withLast = (last?: SubscriptionRecord): Pick<Place, 'last' | 'lastOf'> =>
    last === undefined ? { lastOf: '' } : { last: recordToRow(last), lastOf: last.tenantId };

export interface SubscriptionPlaces extends Pick<SubscriptionStore, 'claim' | 'find'> {
    /** The subscription is no longer its tenant's; does nothing where another one has it already. */
    leave(last: SubscriptionRecord): Promise<void>;
    /** Whatever came from this tenant. */
    forget(tenantId: string): Promise<void>;
}

/**
 * Where each subscription is, one row each in the partition `~places`: found by its ID alone, and followed from tenant
 * to tenant. A claim takes the last record along, as whoever had it may delete theirs at any time.
 */
export function subscriptionPlaces(table: Table, clock: Clock): SubscriptionPlaces {
    const get = (subscriptionId: string) => table.get(PLACES, subscriptionId);

    async function liveRecord(tenantId: string, subscriptionId: string): Promise<SubscriptionRecord | undefined> {
        const found = await table.get(tenantId, subscriptionId);
        return found && recordFromRow(found.value);
    }

    async function claimOne(tenantId: string, subscriptionId: string): Promise<SubscriptionRecord | undefined> {
        for (let tries = 0; tries < TRIES; tries += 1) {
            const before = await get(subscriptionId);
            if (before === undefined) {
                if ((await table.insert(rowOf(subscriptionId, { tenantId, ...withLast() }))) === 'written')
                    return undefined;
                continue;
            }
            const place = placeOf(before);
            if (place.tenantId === tenantId && place.goneAt === undefined) return lastIn(place);
            const isLive = place.goneAt === undefined;
            const live = isLive ? await liveRecord(place.tenantId, subscriptionId) : undefined;
            const last = live ?? lastIn(place);
            const next = rowOf(subscriptionId, { tenantId, ...withLast(last) });
            if ((await table.replace(next, before.etag)) === 'written') return last;
        }
        throw new UnavailableError('A subscription is claimed by too many at once.');
    }

    return {
        claim: async (tenantId, subscriptionIds) => {
            const known = new Map<string, SubscriptionRecord>();
            for (let start = 0; start < subscriptionIds.length; start += AT_ONCE) {
                const ids = subscriptionIds.slice(start, start + AT_ONCE);
                const inserts = ids.map(
                    (id) => ({ kind: 'insert', row: rowOf(id, { tenantId, ...withLast() }) }) as const,
                );
                if ((await table.transact(PLACES, inserts)) === 'written') continue;
                // Somebody knows one of them: which one, and what of it, takes a look at each.
                for (const id of ids) {
                    const last = await claimOne(tenantId, id);
                    if (last !== undefined) known.set(id, last);
                }
            }
            return known;
        },
        find: async (subscriptionId) => {
            const found = await get(subscriptionId);
            if (found === undefined) return undefined;
            const place = placeOf(found);
            const record =
                place.goneAt === undefined ? await liveRecord(place.tenantId, subscriptionId) : lastIn(place);
            return record && { record, goneAt: place.goneAt ?? null };
        },
        leave: async (last) => {
            const { tenantId, subscriptionId } = last;
            const gone = rowOf(subscriptionId, { tenantId, goneAt: clock.now().toISOString(), ...withLast(last) });
            for (let tries = 0; tries < TRIES; tries += 1) {
                const before = await get(subscriptionId);
                if (before !== undefined && placeOf(before).tenantId !== tenantId) return;
                const written =
                    before === undefined ? await table.insert(gone) : await table.replace(gone, before.etag);
                if (written === 'written') return;
            }
            throw new UnavailableError('A subscription is claimed by too many at once.');
        },
        forget: async (tenantId) => {
            const of = odata`PartitionKey eq ${PLACES} and (tenantId eq ${tenantId} or lastOf eq ${tenantId})`;
            for await (const row of table.scan(of)) {
                const { tenantId: owner, goneAt } = placeOf(row);
                if (owner === tenantId) await table.delete(PLACES, row.value.rowKey);
                else if (goneAt === undefined)
                    await table.replace(rowOf(row.value.rowKey, { tenantId: owner, ...withLast() }), row.etag);
            }
        },
    };
}
