import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { ShortLived } from '../../ports/short-lived.ts';
import { rowReader } from './row-codec.ts';
import type { Table } from './table.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const day = (at: Date): string => at.toISOString().slice(0, 10);

/** Keys and addresses come from outside: hashed, they fit a row key and are not kept in the clear. */
const hashed = (value: string): string => createHash('sha256').update(value).digest('hex');

const claimOf = rowReader(() =>
    z.strictObject({ fingerprint: z.string(), inviteId: z.string(), at: z.iso.datetime() }),
);
const countOf = rowReader(() => z.strictObject({ count: z.number() }));

export function shortLivedTable(table: Table, clock: Clock): ShortLived {
    const readClaim = async (at: Date, key: string) => {
        const found = await table.get(`${day(at)}|idempotency`, key);
        return found && claimOf(found.value);
    };
    return {
        claimIdempotencyKey: async (key, claim) => {
            const now = clock.now();
            const rowKey = hashed(key);
            // A key of yesterday still counts until it is 24 hours old.
            const yesterday = await readClaim(new Date(now.getTime() - DAY_MS), rowKey);
            if (yesterday !== undefined && now.getTime() - Date.parse(yesterday.at) < DAY_MS) return yesterday;
            const row = { partitionKey: `${day(now)}|idempotency`, rowKey, ...claim, at: now.toISOString() };
            if ((await table.insert(row)) === 'written') return claim;
            return (await readClaim(now, rowKey)) ?? claim;
        },
        countMail: async (address, most) => {
            const partitionKey = `${day(clock.now())}|mails`;
            const rowKey = hashed(address.toLowerCase());
            const row = (count: number) => ({ partitionKey, rowKey, count });
            if (most < 1) return false;
            // Nearly every mail is the first one to its address on that day: most are counted with one call.
            if ((await table.insert(row(1))) === 'written') return true;
            for (;;) {
                const found = await table.get(partitionKey, rowKey);
                const count = found === undefined ? 0 : countOf(found.value).count;
                if (count >= most) return false;
                const next = row(count + 1);
                const result = found === undefined ? await table.insert(next) : await table.replace(next, found.etag);
                if (result === 'written') return true;
            }
        },
        knowsMailEvent: async (eventId, at) =>
            (await table.get(`${day(at)}|mail-events`, hashed(eventId))) !== undefined,
        rememberMailEvent: async (eventId, at) => {
            await table.upsert({ partitionKey: `${day(at)}|mail-events`, rowKey: hashed(eventId) });
        },
        drop: async (most) => {
            const before = day(new Date(clock.now().getTime() - 3 * DAY_MS));
            const { items } = await table.page({ filter: `PartitionKey lt '${before}'`, limit: most });
            for (const { value } of items) await table.delete(value.partitionKey, value.rowKey);
        },
    };
}
