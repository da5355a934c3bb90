import { randomUUID } from 'node:crypto';
import { newInvite, seed, subscriptionAt } from '../invites.ts';
import { openQueue } from '../queue.ts';
import { timed } from '../timing.ts';
import { beside } from './beside.ts';
import type { MakeRound, Pair } from './beside.ts';

const MESSAGES = 400;

const round: MakeRound = async ({ tenants, table, serviceBus }) => {
    const invites = await table('invites');
    const invite = newInvite(subscriptionAt(tenants, 0));
    await seed(invites, [invite]);
    const queue = await openQueue(serviceBus, 'attach-requests');
    const body = { inviteId: invite.id, generation: 1, attempt: 1 };
    return async () => {
        const messages = Array.from({ length: MESSAGES }, () => ({ messageId: randomUUID(), body }));
        const milliseconds = await timed(async () => {
            await queue.send(messages);
            await queue.empty();
        });
        return (MESSAGES / milliseconds) * 1000;
    };
};

/** Messages through a function that reads the row, sees that there is nothing to do and ends. */
export const queueMeasure = (pair: Pair) =>
    beside(pair, { name: 'queue', unit: 'messages/s', higherIsBetter: true, rounds: 5 }, round);
