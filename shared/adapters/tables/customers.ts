import { odata } from '@azure/data-tables';
import { isDeepStrictEqual } from 'node:util';
import type { Attestation, Customer } from '../../domain/customer.ts';
import { UnavailableError } from '../../domain/errors.ts';
import type { CustomerStore, ErasedRows } from '../../ports/customer-store.ts';
import {
    ATTESTED,
    CUSTOMER,
    customerFromRow,
    kindOf,
    newCustomer,
    readAttestation,
    readCustomer,
    sightOf,
    SUBSCRIPTION,
    toCustomer,
} from './customer-rows.ts';
import type { CustomerColumns } from './customer-rows.ts';
import { fullPage, mapPage } from './full-page.ts';
import { toColumns } from './row-codec.ts';
import type { Row, Table } from './table.ts';

const PRESENT = odata`RowKey eq ${CUSTOMER} and deleting eq ${false}`;

/** Losing a conditional write so often in a row is no race any more. */
const TRIES = 20;

/**
 * PK is the tenant; RK `customer`, `subscription|{id}` for each subscription known from an invite, and
 * `attested|{id}` for each of which the customer said that it is linked.
 */
export function customerStore(table: Table): CustomerStore {
    const rowOf = (tenantId: string, value: CustomerColumns): Row => ({
        partitionKey: tenantId,
        rowKey: CUSTOMER,
        ...toColumns(value),
    });

    /** Reads, changes and writes conditionally until nobody came in between; undefined writes nothing. */
    async function change<T>(
        tenantId: string,
        decide: (now: CustomerColumns | undefined) => { write?: CustomerColumns; result: T },
    ): Promise<T> {
        for (let tries = 0; tries < TRIES; tries += 1) {
            const before = await table.get(tenantId, CUSTOMER);
            const { write, result } = decide(before && readCustomer(before.value));
            if (write === undefined) return result;
            const row = rowOf(tenantId, write);
            const written = before === undefined ? await table.insert(row) : await table.replace(row, before.etag);
            if (written === 'written') return result;
        }
        throw new UnavailableError('A customer is being written by too many at once.');
    }

    const present = (now: CustomerColumns | undefined) => (now?.deleting === false ? now : undefined);

    const presentCustomer = (row: Row): Customer | undefined => {
        const now = present(readCustomer(row));
        return now && toCustomer(row.partitionKey, now);
    };

    const ofPartition = (tenantId: string) => table.scan(odata`PartitionKey eq ${tenantId}`);

    /** From here on the customer is not there for anybody; false where there was none. */
    const beginDeleting = (tenantId: string) =>
        change(tenantId, (now) => ({
            ...(now?.deleting === false ? { write: { ...now, deleting: true } } : {}),
            result: now !== undefined,
        }));

    async function getWithKnown(tenantId: string): ReturnType<CustomerStore['getWithKnown']> {
        let customer: Customer | undefined;
        const invited: string[] = [];
        const attested = new Map<string, Attestation>();
        for await (const { value } of ofPartition(tenantId)) {
            const [, id = ''] = value.rowKey.split('|');
            if (value.rowKey === CUSTOMER) customer = presentCustomer(value);
            if (value.rowKey.startsWith(SUBSCRIPTION)) invited.push(id);
            if (value.rowKey.startsWith(ATTESTED)) attested.set(id, readAttestation(value));
        }
        return { customer, known: { invited, attested } };
    }

    async function deleteRows(tenantId: string): Promise<ErasedRows> {
        const gone = { customer: 0, invited: 0, attested: 0, other: 0 };
        for await (const { value } of ofPartition(tenantId)) {
            if (value.rowKey === CUSTOMER) continue;
            await table.delete(tenantId, value.rowKey);
            gone[kindOf(value.rowKey)] += 1;
        }
        const last = await table.get(tenantId, CUSTOMER);
        // A customer that was added again meanwhile stays.
        if (last === undefined || !readCustomer(last.value).deleting) return gone;
        return { ...gone, customer: (await table.delete(tenantId, CUSTOMER, last.etag)) === 'written' ? 1 : 0 };
    }

    return {
        get: async (tenantId) => {
            const found = await table.get(tenantId, CUSTOMER);
            return found && presentCustomer(found.value);
        },
        put: (tenantId, settings) =>
            change(tenantId, (now) => {
                const before = present(now);
                const write = { ...newCustomer(settings), ...(before && sightOf(before)) };
                return {
                    write,
                    result: { created: before === undefined, customer: toCustomer(tenantId, write) },
                };
            }),
        list: async (page) => mapPage(await fullPage(table, { filter: PRESENT, ...page }), customerFromRow),
        all: async function* () {
            for await (const row of table.scan(PRESENT)) yield customerFromRow(row);
        },
        delete: async (tenantId, takeAlong) => {
            if (!(await beginDeleting(tenantId))) return 'not-found';
            await takeAlong();
            await deleteRows(tenantId);
            return 'deleted';
        },
        erase: async (tenantId, takeAlong) => {
            await beginDeleting(tenantId);
            await takeAlong();
            return await deleteRows(tenantId);
        },
        noteInvited: async (tenantId, subscriptionId, { name, partnerId, known } = {}) => {
            const row = { partitionKey: tenantId, rowKey: `${SUBSCRIPTION}${subscriptionId}` };
            // Where nothing is written, nothing can be left behind of a customer that is deleted meanwhile.
            if ((await table.insert(row)) === 'exists' && known !== undefined) return known;
            return await change(tenantId, (now) => {
                const before = present(now);
                if (before !== undefined) return { result: toCustomer(tenantId, before) };
                const write = newCustomer({ name: name ?? tenantId, partnerId });
                return { write, result: toCustomer(tenantId, write) };
            });
        },
        noteDelegated: (tenantId) =>
            change(tenantId, (now) =>
                present(now) === undefined
                    ? { write: { ...newCustomer({ name: tenantId }), access: 'lighthouse' }, result: 'added' as const }
                    : { result: 'known' as const },
            ),
        noteAttested: (tenantId, subscriptionId, said) =>
            table.upsert({ partitionKey: tenantId, rowKey: `${ATTESTED}${subscriptionId}`, ...toColumns({ ...said }) }),
        forgetAttested: async (tenantId, subscriptionId) => {
            await table.delete(tenantId, `${ATTESTED}${subscriptionId}`);
        },
        getWithKnown,
        knownSubscriptions: async (tenantId) => (await getWithKnown(tenantId)).known,
        noteSight: (tenantId, sight) =>
            change<'kept' | 'not-found'>(tenantId, (now) => {
                const before = present(now);
                if (before === undefined) return { result: 'not-found' };
                if (isDeepStrictEqual(sightOf(before), sight)) return { result: 'kept' };
                return { write: { ...before, ...sight }, result: 'kept' };
            }),
    };
}
