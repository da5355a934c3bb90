import pLimit from 'p-limit';
import { inviteTable } from '../../shared/adapters/tables/invites.ts';
import { tableOver } from '../../shared/adapters/tables/table.ts';
import type { Invite } from '../../shared/domain/invite.ts';
import { beginAttach, endAttach } from '../../shared/domain/attach-transitions.ts';
import { bareTenant } from '../bare-azure.ts';
import { actionsFor, confirmed, newInvite, seed, subscriptionAt } from '../invites.ts';
import type { Measure } from '../measure.ts';
import { openQueue } from '../queue.ts';
import type { Stack } from '../stack.ts';
import { perSecond } from '../timing.ts';

const INVITES = 150;
/** As many as host.json lets a function have. */
const AT_ONCE = 16;

const begun = (invite: Invite): Invite => {
    const next = beginAttach(invite, new Date());
    if (next === undefined) throw new Error('The attach cannot begin.');
    return next;
};

const ended = (invite: Invite): Invite =>
    endAttach(invite, { outcome: { status: 'attached' }, nextStep: 'Nothing more to do.' }, new Date(), true);

const timeOf = ({ timeline }: Invite, event: string): number => {
    const found = timeline.find((each) => each.event === event);
    if (found === undefined) throw new Error(`An invite was never ${event}.`);
    return Date.parse(found.at);
};

/** From the first that a function took in hand to the last that ended, by what the invites themselves say. */
const attachesPerSecond = (invites: readonly Invite[]): number => {
    const from = Math.min(...invites.map((invite) => timeOf(invite, 'attaching')));
    const until = Math.max(...invites.map((invite) => timeOf(invite, 'attached')));
    return (invites.length / (until - from)) * 1000;
};

/** Confirmed invites until all are attached, beside signing in, two questions and two conditional transactions each. */
export const attachMeasure = async ({ run, tenants, table, serviceBus }: Stack): Promise<Measure> => {
    const [invites, rows] = await Promise.all([table('invites'), table('benchinvites')]);
    const queue = await openQueue(serviceBus, 'attach-requests');
    const store = inviteTable(tableOver(invites));
    const read = async ({ id }: Invite): Promise<Invite> => {
        const stored = await store.get(id);
        if (stored === undefined) throw new Error('An invite is gone.');
        return stored.value;
    };
    const next = () =>
        Array.from({ length: INVITES }, (_invite, n) => confirmed(newInvite(subscriptionAt(tenants, n * 7))));
    const objectIds = new Map(tenants.map(({ tenantId, objectId }) => [tenantId, objectId]));
    return {
        name: 'attach',
        unit: 'attaches/s',
        higherIsBetter: true,
        rounds: 7,
        value: async () => {
            const seeded = await seed(invites, next());
            await queue.send(
                seeded.map(({ value: { id } }) => ({
                    messageId: `${id}:attach-1:1`,
                    body: { inviteId: id, generation: 1, attempt: 1 },
                })),
            );
            await queue.empty();
            return attachesPerSecond(await pLimit(AT_ONCE).map(seeded, ({ value }) => read(value)));
        },
        floor: async () => {
            const seeded = await seed(rows, next());
            return await perSecond(seeded, AT_ONCE, async (before) => {
                const { tenantId, subscriptionId } = before.value;
                const first = begun(before.value);
                const written = await rows.submitTransaction(actionsFor(first, before));
                const tenant = bareTenant(run.arm, { tenantId, objectId: objectIds.get(tenantId) ?? '' });
                await tenant.link();
                if ((await tenant.roles(subscriptionId)) === 0) throw new Error('The role is not there.');
                const etag = written.subResponses[0]?.etag;
                if (etag === undefined) throw new Error('The transaction told no tag.');
                await rows.submitTransaction(actionsFor(ended(first), { value: first, etag }));
            });
        },
    };
};
