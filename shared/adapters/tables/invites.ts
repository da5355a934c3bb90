import { createHash, randomUUID } from 'node:crypto';
import { isGuided } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { subjectKey } from '../../domain/products/product.ts';
import type { Subject } from '../../domain/products/product.ts';
import type { DueWork, InviteStore, InviteWrite } from '../../ports/invite-store.ts';
import type { Page, Stored } from '../../ports/store.ts';
import { foreignContinuation } from './continuation.ts';
import { fullPage } from './full-page.ts';
import { fromInviteRow, toInviteRow } from './invite-columns.ts';
import {
    DUE_PREFIX,
    erasedKey,
    indexRows,
    inviteKey,
    listPrefix,
    LIVE_PREFIX,
    liveKey,
    PARTITIONS,
    partitionOfInvite,
    partitionOfSubject,
    partitionOfSubscription,
    REMIND_PREFIX,
    waitingPrefix,
} from './invite-rows.ts';
import { withPrefix } from './table.ts';
import type { Change, Row, Table } from './table.ts';

/** The index rows that one version has and the other has not. */
function indexChanges(partitionKey: string, before: Invite | undefined, next: Invite): Change[] {
    const had = before === undefined ? new Map<string, object>() : indexRows(before);
    const has = indexRows(next);
    return [
        ...[...had.keys()].filter((rowKey) => !has.has(rowKey)).map((rowKey): Change => ({ kind: 'delete', rowKey })),
        ...[...has]
            .filter(([rowKey]) => !had.has(rowKey))
            .map(([rowKey, columns]): Change => ({ kind: 'insert', row: { ...columns, partitionKey, rowKey } })),
    ];
}

const inviteIdOf = (row: Row): string => String(row.inviteId);

const dueWork = (rowKey: string): DueWork => {
    const [, , kind, inviteId = '', mail = null] = rowKey.split('|');
    return { kind: kind as DueWork['kind'], inviteId, mail };
};

const keyAfter = (prefix: string, row: Row): string => row.rowKey.slice(prefix.length);

/** A UUID of version 8, of its maker's own making. */
const uuidOf = (text: string): string =>
    createHash('sha256')
        .update(text)
        .digest('hex')
        .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');

/** Invites in one table; see `invite-rows.ts` for its layout. */
export function inviteTable(table: Table): InviteStore {
    const get = async (id: string): Promise<Stored<Invite> | undefined> => {
        const found = await table.get(partitionOfInvite(id), inviteKey(id));
        return found && { value: fromInviteRow(found.value), etag: found.etag };
    };

    const findLive = async (subject: Subject, adminEmail: string): Promise<string | undefined> => {
        const found = await table.get(partitionOfSubject(subject), liveKey(subject, adminEmail));
        return found && inviteIdOf(found.value);
    };

    /** Whether rows were lacking that an earlier version did not write, so that the next could not take them away. */
    const heal = async ({ value, etag }: Stored<Invite>): Promise<boolean> => {
        const partitionKey = partitionOfInvite(value.id);
        if ((await table.get(partitionKey, inviteKey(value.id)))?.etag !== etag) return false;
        const changes = [...indexRows(value)]
            // The place of the live one is never taken, only given.
            .filter(([rowKey]) => !rowKey.startsWith(LIVE_PREFIX))
            .map(([rowKey, columns]): Change => ({ kind: 'upsert', row: { ...columns, partitionKey, rowKey } }));
        return (await table.transact(partitionKey, changes)) === 'written';
    };

    const write = async (before: Stored<Invite> | undefined, next: Invite): Promise<InviteWrite> => {
        const partitionKey = partitionOfInvite(next.id);
        const row = toInviteRow(next);
        const tags = new Map<string, string>();
        const changes: Change[] = [
            before === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: before.etag },
            ...indexChanges(partitionKey, before?.value, next),
        ];
        let result = await table.transact(partitionKey, changes, tags);
        if (result === 'conflict' && before !== undefined && (await heal(before))) {
            result = await table.transact(partitionKey, changes, tags);
        }
        if (result === 'exists') {
            const holder = await findLive(next, next.adminEmail);
            if (holder !== undefined && holder !== next.id) return { kind: 'another-live', inviteId: holder };
        }
        if (result !== 'written') return { kind: 'conflict' };
        const etag = tags.get(row.rowKey);
        if (etag !== undefined) return { kind: 'written', stored: { value: next, etag } };
        // Where the answer did not tell the new tag, the row does.
        const stored = await get(next.id);
        return stored === undefined ? { kind: 'conflict' } : { kind: 'written', stored };
    };

    /** The first rows behind a prefix over all partitions, in order. */
    const firstRows = async (
        prefix: string,
        after: string | undefined,
        limit: number,
        partitions: string[],
    ): Promise<Row[]> => {
        const pages = await Promise.all(
            partitions.map(async (partition) => {
                const filter =
                    withPrefix(partition, prefix) + (after === undefined ? '' : ` and RowKey gt '${prefix}${after}'`);
                const { items } = await fullPage(table, { filter, limit });
                return items.map(({ value }) => value);
            }),
        );
        return pages
            .flat()
            .sort((one, other) => (one.rowKey < other.rowKey ? -1 : 1))
            .slice(0, limit);
    };

    const list: InviteStore['list'] = async ({
        status,
        subscriptionId,
        tenantId,
        product,
        isGuided: guidedAlone,
        limit,
        continuation,
    }): Promise<Page<Invite>> => {
        const prefix = listPrefix({ status, subscriptionId, tenantId, product, isGuided: guidedAlone });
        const partitions = subscriptionId === undefined ? PARTITIONS : [partitionOfSubscription(subscriptionId)];
        const items: Invite[] = [];
        let after = continuation === undefined ? undefined : Buffer.from(continuation, 'base64url').toString();
        if (after !== undefined && !/^\d{13}\|[0-9a-f-]{36}(\|[a-z]{1,20})?$/.test(after)) throw foreignContinuation();
        for (;;) {
            const rows = await firstRows(prefix, after, limit - items.length + 1, partitions);
            const page = rows.slice(0, limit - items.length);
            const found = await Promise.all(page.map((row) => get(inviteIdOf(row))));
            items.push(
                ...found
                    .flatMap((stored) => (stored === undefined ? [] : [stored.value]))
                    .filter((invite) => status === undefined || invite.status === status)
                    .filter((invite) => product === undefined || invite.product === product)
                    .filter((invite) => tenantId === undefined || invite.tenantId === tenantId)
                    .filter((invite) => guidedAlone !== true || isGuided(invite)),
            );
            const last = page.at(-1);
            if (last !== undefined) after = keyAfter(prefix, last);
            if (rows.length <= page.length) return { items };
            if (items.length >= limit && after !== undefined) {
                return { items, continuation: Buffer.from(after).toString('base64url') };
            }
        }
    };

    return {
        get,
        findLive,
        list,
        insert: (invite) => write(undefined, invite),
        replace: write,
        due: async (before, limit) => {
            const pages = await Promise.all(
                PARTITIONS.map((partition) =>
                    table.page({
                        filter: `PartitionKey eq '${partition}' and RowKey ge '${DUE_PREFIX}' and RowKey lt '${DUE_PREFIX}${before.toISOString()}'`,
                        limit: Math.ceil(limit / PARTITIONS.length),
                    }),
                ),
            );
            return pages.flatMap(({ items }) => items.map(({ value }) => dueWork(value.rowKey)));
        },
        wasErased: async (id) => (await table.get(partitionOfInvite(id), erasedKey(id))) !== undefined,
        remindersDue: async (at, limit) => {
            const pages = await Promise.all(
                PARTITIONS.map((partition) =>
                    table.page({
                        // What is due at this very time ends in the invite's ID.
                        filter: `PartitionKey eq '${partition}' and RowKey ge '${REMIND_PREFIX}' and RowKey lt '${REMIND_PREFIX}${at.toISOString()}~'`,
                        limit: Math.ceil(limit / PARTITIONS.length),
                    }),
                ),
            );
            return pages.flatMap(({ items }) => items.map(({ value }) => inviteIdOf(value)));
        },
        waitingFor: async (adminEmail, limit) =>
            (await firstRows(waitingPrefix(adminEmail), undefined, limit, PARTITIONS)).map(inviteIdOf),
        newId: (subject, from) =>
            partitionOfSubject(subject) +
            (from === undefined ? randomUUID() : uuidOf(`${from} ${subjectKey(subject)}`)).slice(1),
    };
}
