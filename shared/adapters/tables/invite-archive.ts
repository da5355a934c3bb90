import { odata } from '@azure/data-tables';
import { z } from 'zod';
import type { InviteArchive } from '../../ports/invite-archive.ts';
import { fromInviteRow } from './invite-columns.ts';
import {
    erasedKey,
    ERASED_PREFIX,
    indexRows,
    INVITE_PREFIX,
    inviteKey,
    PARTITIONS,
    partitionOfInvite,
    retentionPrefix,
} from './invite-rows.ts';
import { withPrefix } from './table.ts';
import type { Change, Table } from './table.ts';

/** The other side of the table of invites: see `invite-rows.ts` for its layout. */
export function inviteArchive(table: Table): InviteArchive {
    const fromEach = async (most: number, filterOf: (partition: string) => string) => {
        const limit = Math.ceil(most / PARTITIONS.length);
        const pages = await Promise.all(
            PARTITIONS.map((partition) => table.page({ filter: filterOf(partition), limit })),
        );
        return pages.flatMap(({ items }) => items.map(({ value }) => value));
    };

    return {
        due: async (list, before, most) => {
            const prefix = retentionPrefix(list);
            const until = prefix + before.toISOString();
            const rows = await fromEach(
                most,
                (partition) => odata`PartitionKey eq ${partition} and RowKey ge ${prefix} and RowKey lt ${until}`,
            );
            return rows.map((row) => z.string().parse(row.inviteId));
        },
        ofTenant: async function* (tenantId) {
            for (const partition of PARTITIONS) {
                const filter = `${withPrefix(partition, INVITE_PREFIX)} and ${odata`tenantId eq ${tenantId}`}`;
                for await (const { value } of table.scan(filter)) yield fromInviteRow(value);
            }
        },
        remove: async (invite, at) => {
            const partitionKey = partitionOfInvite(invite.id);
            const mark = { partitionKey, rowKey: erasedKey(invite.id), at: at.toISOString() };
            const gone = [...indexRows(invite).keys(), inviteKey(invite.id)];
            const result = await table.transact(partitionKey, [
                { kind: 'upsert', row: mark },
                ...gone.map((rowKey): Change => ({ kind: 'delete', rowKey })),
            ]);
            if (result === 'written') return;
            // Somebody else is deleting it, or an index row is lacking: one by one, the invite itself last.
            await table.upsert(mark);
            for (const rowKey of gone) await table.delete(partitionKey, rowKey);
        },
        dropMarks: async (before, most) => {
            const until = before.toISOString();
            const old = await fromEach(
                most,
                (partition) => `${withPrefix(partition, ERASED_PREFIX)} and ${odata`at lt ${until}`}`,
            );
            for (const { partitionKey, rowKey } of old) await table.delete(partitionKey, rowKey);
            return old.length;
        },
    };
}
