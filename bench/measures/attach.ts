import pLimit from 'p-limit';
import { inviteTable } from '../../shared/adapters/tables/invites.ts';
import { tableOver } from '../../shared/adapters/tables/table.ts';
import type { Invite } from '../../shared/domain/invite.ts';
import { confirmed, newInvite, seed, subscriptionAt } from '../invites.ts';
import { openQueue } from '../queue.ts';
import { beside } from './beside.ts';
import type { MakeRound, Pair } from './beside.ts';

const INVITES = 75;
const READS_AT_ONCE = 16;

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

const round: MakeRound = async ({ tenants, table, serviceBus }) => {
    const [invites] = await Promise.all([table('invites'), table('tenantlocks')]);
    const queue = await openQueue(serviceBus, 'attach-requests');
    const store = inviteTable(tableOver(() => invites));
    const read = async ({ id }: Invite): Promise<Invite> => {
        const stored = await store.get(id);
        if (stored === undefined) throw new Error('An invite is gone.');
        return stored.value;
    };
    return async () => {
        const next = Array.from({ length: INVITES }, (_invite, n) =>
            confirmed(newInvite(subscriptionAt(tenants, n * 7))),
        );
        const seeded = await seed(invites, next);
        await queue.send(
            seeded.map(({ value: { id } }) => ({
                messageId: `${id}:attach-1:1`,
                body: { inviteId: id, generation: 1, attempt: 1 },
            })),
        );
        await queue.empty();
        return attachesPerSecond(await pLimit(READS_AT_ONCE).map(seeded, ({ value }) => read(value)));
    };
};

/** Confirmed invites until all are attached. */
export const attachMeasure = (pair: Pair) =>
    beside(pair, { name: 'attach', unit: 'attaches/s', higherIsBetter: true, rounds: 25 }, round);
