import { INVITE_STATUSES } from '../../domain/invite.ts';
import type { InviteStatus } from '../../domain/invite.ts';
import { noInvites } from '../../domain/report/funnel.ts';
import type { InviteCounts } from '../../ports/invite-counts.ts';
import { PARTITIONS } from './invite-rows.ts';
import { withPrefix } from './table.ts';
import type { Table } from './table.ts';

const PREFIX = 'status|';
const AT_ONCE = 1_000;
/** Of one partition; in all of them together 320,000 invites. */
const MOST_PAGES = 20;

const isStatus = (word: string): word is InviteStatus => (INVITE_STATUSES as readonly string[]).includes(word);

/**
 * Counts the index rows that list invites by status, by their keys alone. A counter that is kept up to date would be
 * one more row that every change of an invite has to read and to win.
 */
export function inviteCounts(table: Table): InviteCounts {
    async function count(partition: string, counts: Record<InviteStatus, number>): Promise<boolean> {
        let continuation: string | undefined;
        for (let pages = 0; pages < MOST_PAGES; pages += 1) {
            const filter = withPrefix(partition, PREFIX);
            const page = await table.page({ filter, limit: AT_ONCE, continuation, select: [] });
            for (const { value } of page.items) {
                const [, status = ''] = value.rowKey.split('|');
                if (isStatus(status)) counts[status] += 1;
            }
            continuation = page.continuation;
            if (continuation === undefined) return true;
        }
        return false;
    }

    return {
        byStatus: async () => {
            const counts = noInvites();
            const complete = await Promise.all(PARTITIONS.map((partition) => count(partition, counts)));
            return { counts, isComplete: complete.every(Boolean) };
        },
    };
}
