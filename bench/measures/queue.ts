import { randomUUID } from 'node:crypto';
import { inviteKey, partitionOfInvite } from '../../shared/adapters/tables/invite-rows.ts';
import { newInvite, seed, subscriptionAt } from '../invites.ts';
import type { Measure } from '../measure.ts';
import { openQueue } from '../queue.ts';
import type { Stack } from '../stack.ts';
import { timed } from '../timing.ts';

const MESSAGES = 400;
/** As many as host.json lets a function have. */
const AT_ONCE = 16;

/**
 * Messages through a function that reads the row, sees that there is nothing to do and ends, beside a bare receiver
 * that reads the row.
 */
export const queueMeasure = async ({ tenants, table, serviceBus }: Stack): Promise<Measure> => {
    const invites = await table('invites');
    const invite = newInvite(subscriptionAt(tenants, 0));
    const { id } = invite;
    await seed(invites, [invite]);
    const watched = await openQueue(serviceBus, 'attach-requests');
    // Its function is switched off.
    const bare = await openQueue(serviceBus, 'outbound-mail');
    const messages = () =>
        Array.from({ length: MESSAGES }, () => ({
            messageId: randomUUID(),
            body: { inviteId: id, generation: 1, attempt: 1 },
        }));
    const rate = (milliseconds: number) => (MESSAGES / milliseconds) * 1000;
    return {
        name: 'queue',
        unit: 'messages/s',
        higherIsBetter: true,
        rounds: 5,
        value: async () =>
            rate(
                await timed(async () => {
                    await watched.send(messages());
                    await watched.empty();
                }),
            ),
        floor: async () =>
            rate(
                await timed(async () => {
                    await bare.send(messages());
                    await bare.drain(MESSAGES, AT_ONCE, () => invites.getEntity(partitionOfInvite(id), inviteKey(id)));
                }),
            ),
    };
};
