import { inviteKey, partitionOfInvite } from '../../shared/adapters/tables/invite-rows.ts';
import { expecting } from '../http.ts';
import { newInvite, seed, subscriptionAt } from '../invites.ts';
import { median } from '../measure.ts';
import type { Measure } from '../measure.ts';
import type { Stack } from '../stack.ts';
import { timed } from '../timing.ts';
import { linkOf } from './confirm.ts';

const VIEWS = 100;

const medianOf = async (work: () => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let view = 0; view < VIEWS; view += 1) times.push(await timed(work));
    return median(times);
};

/** The page behind the quick link, one view after the other, beside reading its row. */
export const pageMeasure = async (stack: Stack): Promise<Measure> => {
    const invites = await stack.table('invites');
    const invite = newInvite(subscriptionAt(stack.tenants, 0));
    await seed(invites, [invite]);
    const link = linkOf(stack, invite);
    return {
        name: 'page',
        unit: 'ms',
        higherIsBetter: false,
        rounds: 7,
        value: () => medianOf(() => expecting(200, 'GET', link, { headers: { accept: 'text/html' } })),
        floor: () => medianOf(() => invites.getEntity(partitionOfInvite(invite.id), inviteKey(invite.id))),
    };
};
