import { z } from 'zod';
import { AUTO_INVITE_STATES, SKIPPED_BECAUSE } from '../../domain/auto-invite.ts';
import type { AutoInvite } from '../../domain/auto-invite.ts';
import { dayOf } from '../../domain/mailbox.ts';
import type { AutoInviteStore } from '../../ports/auto-invite-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stored } from '../../ports/store.ts';
import { rowReader, toColumns } from './row-codec.ts';
import { withPrefix } from './table.ts';
import type { Change, Row, Table } from './table.ts';

/*
 * One partition, so that a subscription and its place among those that wait change together: `of|{tenant}|{subscription}`
 * stays for good, `waiting|{tenant}|{subscription}` until it has had its turn, `count` is today's.
 */
const PARTITION = 'auto-invites';
const COUNT = 'count';
const WAITING = 'waiting|';

const tenantPrefix = (tenantId: string): string => `of|${tenantId}|`;
const keyOf = ({ tenantId, subscriptionId }: AutoInvite): string => `${tenantPrefix(tenantId)}${subscriptionId}`;
const waitingKeyOf = ({ tenantId, subscriptionId }: AutoInvite): string => `${WAITING}${tenantId}|${subscriptionId}`;

const readInvite = rowReader((): z.ZodType<AutoInvite> =>
    z.strictObject({
        tenantId: z.string(),
        subscriptionId: z.string(),
        displayName: z.string(),
        state: z.enum(AUTO_INVITE_STATES),
        at: z.iso.datetime(),
        inviteId: z.string(),
        reason: z.enum(SKIPPED_BECAUSE).nullable().default(null),
    }),
);
const readCounted = rowReader(() => z.strictObject({ day: z.iso.date(), count: z.number() }));

const toRow = (invite: AutoInvite): Row => ({
    ...toColumns({ ...invite }),
    partitionKey: PARTITION,
    rowKey: keyOf(invite),
});
const fromRow = ({ value }: Stored<Row>): AutoInvite => readInvite(value);

const insertBoth = (invite: AutoInvite): Change[] => [
    { kind: 'insert', row: toRow(invite) },
    { kind: 'insert', row: { partitionKey: PARTITION, rowKey: waitingKeyOf(invite) } },
];

/** Two rows each, and a transaction has a hundred. */
const AT_ONCE = 50;

export function autoInviteTable(table: Table, clock: Clock): AutoInviteStore {
    const ofTenant = async (tenantId: string): Promise<AutoInvite[]> => {
        const found: AutoInvite[] = [];
        for await (const row of table.scan(withPrefix(PARTITION, tenantPrefix(tenantId)))) found.push(fromRow(row));
        return found;
    };

    /** Inserts all of them, or those that nobody else put there meanwhile. */
    const insert = async (invites: readonly AutoInvite[]): Promise<AutoInvite[]> => {
        if ((await table.transact(PARTITION, invites.flatMap(insertBoth))) === 'written') return [...invites];
        if (invites.length === 1) return [];
        const added: AutoInvite[] = [];
        for (const invite of invites) added.push(...(await insert([invite])));
        return added;
    };

    const readCount = async () => {
        const found = await table.get(PARTITION, COUNT);
        const today = dayOf(clock.now());
        const counted = found && readCounted(found.value);
        return { etag: found?.etag, today, count: counted?.day === today ? counted.count : 0 };
    };

    return {
        ofTenant,
        add: async (tenantId, found) => {
            const known = new Set((await ofTenant(tenantId)).map(({ subscriptionId }) => subscriptionId));
            const at = clock.now().toISOString();
            const unknown = found
                .filter(({ subscriptionId }) => !known.has(subscriptionId))
                .map((one): AutoInvite => ({ ...one, tenantId, state: 'waiting', at, reason: null }));
            const added: AutoInvite[] = [];
            for (let from = 0; from < unknown.length; from += AT_ONCE) {
                added.push(...(await insert(unknown.slice(from, from + AT_ONCE))));
            }
            return added;
        },
        waiting: async (most) => {
            const { items } = await table.page({ filter: withPrefix(PARTITION, WAITING), limit: most });
            const rows = await Promise.all(
                items.map(({ value }) => table.get(PARTITION, `of|${value.rowKey.slice(WAITING.length)}`)),
            );
            return rows.flatMap((row) => (row === undefined ? [] : [fromRow(row)]));
        },
        settle: async (invite, outcome) => {
            const found = await table.get(PARTITION, keyOf(invite));
            if (found === undefined || fromRow(found).state !== 'waiting') return;
            const next = { ...fromRow(found), reason: null, ...outcome, at: clock.now().toISOString() };
            // Lost to somebody else, it is settled all the same.
            await table.transact(PARTITION, [
                { kind: 'replace', row: toRow(next), etag: found.etag },
                { kind: 'delete', rowKey: waitingKeyOf(invite) },
            ]);
        },
        countToday: async () => (await readCount()).count,
        takeOne: async (most) => {
            for (;;) {
                const { etag, today, count } = await readCount();
                if (count >= most) return false;
                const row = { partitionKey: PARTITION, rowKey: COUNT, day: today, count: count + 1 };
                const result = etag === undefined ? await table.insert(row) : await table.replace(row, etag);
                if (result === 'written') return true;
            }
        },
        deleteTenant: async (tenantId) => {
            const all = await ofTenant(tenantId);
            for (const invite of all) {
                await table.delete(PARTITION, waitingKeyOf(invite));
                await table.delete(PARTITION, keyOf(invite));
            }
            return all.length;
        },
    };
}
