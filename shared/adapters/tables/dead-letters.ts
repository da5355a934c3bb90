import { odata } from '@azure/data-tables';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DeadLetter } from '../../domain/dead-letter.ts';
import type { DeadLetterStore } from '../../ports/dead-letter-store.ts';
import { rowReader, toColumns } from './row-codec.ts';
import { newestFirst, withPrefix } from './table.ts';
import type { Row, Table } from './table.ts';

const readReason = rowReader(() => z.strictObject({ reason: z.string(), detail: z.string() }));

const fromRow = rowReader(
    (): z.ZodType<DeadLetter> =>
        z.strictObject({
            id: z.string(),
            queue: z.string(),
            messageId: z.string(),
            reason: z.string(),
            detail: z.string(),
            about: z
                .strictObject({
                    inviteId: z.string().exactOptional(),
                    mail: z.string().exactOptional(),
                    reportId: z.string().exactOptional(),
                    runId: z.string().exactOptional(),
                    tenantId: z.string().exactOptional(),
                })
                .nullable()
                .default(null),
            deadLetteredAt: z.iso.datetime(),
            retriedAt: z.iso.datetime().nullable().default(null),
        }),
    ['about'],
);

const LETTERS = 'letters';
const reasonKey = (messageId: string): string => createHash('sha256').update(messageId).digest('hex');

const toRow = (letter: DeadLetter, rowKey: string): Row => ({
    ...toColumns({ ...letter }),
    partitionKey: LETTERS,
    rowKey,
});

/** Dead letters newest first in one partition: there should never be many. An ID begins with its place in it. */
export const deadLetterTable = (table: Table): DeadLetterStore => ({
    recordReason: async (queue, messageId, reason) => {
        await table.upsert({ partitionKey: `reason|${queue}`, rowKey: reasonKey(messageId), ...reason });
    },
    reasonOf: async (queue, messageId) => {
        const found = await table.get(`reason|${queue}`, reasonKey(messageId));
        return found && readReason(found.value);
    },
    forgetReason: async (queue, messageId) => {
        await table.delete(`reason|${queue}`, reasonKey(messageId));
    },
    delete: async (id) => {
        await table.delete(LETTERS, id);
    },
    olderThan: async (before, most) => {
        const filter = odata`PartitionKey eq ${LETTERS} and RowKey gt ${`d${newestFirst(before.toISOString())}~`} and RowKey lt ${'e'}`;
        const { items } = await table.page({ filter, limit: most });
        return items.map(({ value }) => value.rowKey);
    },
    add: async (letter) => {
        await table.insert(toRow(letter, letter.id));
    },
    get: async (id) => {
        const found = await table.get(LETTERS, id);
        return found && { value: fromRow(found.value), etag: found.etag };
    },
    replace: (stored, next) => table.replace(toRow(next, stored.value.id), stored.etag),
    list: async ({ limit, continuation }) => {
        const page = await table.page({ filter: withPrefix(LETTERS, 'd'), limit, continuation });
        return { ...page, items: page.items.map(({ value }) => fromRow(value)) };
    },
});
