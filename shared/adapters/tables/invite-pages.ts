import { odata } from '@azure/data-tables';
import { z } from 'zod';
import type { OpsInvite } from '../../domain/ops/invite-list.ts';
import { ASKED_WHY, saidStateOf } from '../../domain/products/said.ts';
import type { InvitePages } from '../../ports/ops-source.ts';
import { opsInvite } from './glance-shapes.ts';
import { INVITE_PREFIX, PARTITIONS } from './invite-rows.ts';
import { rowReader } from './row-codec.ts';
import { withPrefix } from './table.ts';
import type { Row, Table } from './table.ts';

const LONGEST = 1_000;

const listed = opsInvite.omit({ saidState: true }).extend({
    origin: opsInvite.shape.origin.default('partner'),
    subscriptionId: opsInvite.shape.subscriptionId.default(null),
    productName: opsInvite.shape.productName,
    subscriptionName: opsInvite.shape.subscriptionName.default(null),
    customerName: opsInvite.shape.customerName.default(null),
    invitedBy: opsInvite.shape.invitedBy.default(null),
    nextStep: opsInvite.shape.nextStep.default(null),
    erasedAt: opsInvite.shape.erasedAt.default(null),
    said: z
        .object({
            asked: z.object({ at: z.string(), until: z.string(), why: z.enum(ASKED_WHY) }).nullable(),
            lapsedAt: z.string().nullable(),
        })
        .nullable()
        .default(null),
});

/** Of a row only what is listed is read: what an invite remembers of its mails and its story is far larger. */
const COLUMNS = Object.keys(listed.shape);

const readListed = rowReader(() => listed, ['said']);

function fromRow(row: Row): OpsInvite {
    const { said, ...invite } = readListed(row);
    return { ...invite, saidState: saidStateOf({ status: invite.status, said }) };
}

/** @param table of invites: see `invite-rows.ts` */
export const invitePages = (table: Table): InvitePages => ({
    pages: async function* ({ status, product, tenantId }) {
        const also = [
            ...(status === undefined ? [] : [odata`status eq ${status}`]),
            // What was kept before there were others says nothing, and is about Azure.
            ...(product === undefined || product === 'azure' ? [] : [odata`product eq ${product}`]),
            ...(tenantId === undefined ? [] : [odata`tenantId eq ${tenantId}`]),
        ];
        const next = async (partition: string, continuation: string | undefined) => {
            const filter = [withPrefix(partition, INVITE_PREFIX), ...also].join(' and ');
            const page = await table.page({ filter, limit: LONGEST, continuation, select: COLUMNS });
            return { partition, rows: page.items.map(({ value }) => value), continuation: page.continuation };
        };
        let open: { partition: string; continuation: string | undefined }[] = PARTITIONS.map((partition) => ({
            partition,
            continuation: undefined,
        }));
        while (open.length > 0) {
            const pages = await Promise.all(open.map((one) => next(one.partition, one.continuation)));
            yield pages.flatMap(({ rows }) => rows.map(fromRow));
            open = pages.filter(({ continuation }) => continuation !== undefined);
        }
    },
});
