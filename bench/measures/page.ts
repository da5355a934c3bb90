import { expecting } from '../http.ts';
import { newInvite, seed, subscriptionAt } from '../invites.ts';
import { median } from '../measure.ts';
import { timed } from '../timing.ts';
import { beside } from './beside.ts';
import type { MakeRound, Pair } from './beside.ts';
import { linkOf } from './confirm.ts';

const VIEWS = 100;

const medianOf = async (work: () => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let view = 0; view < VIEWS; view += 1) times.push(await timed(work));
    return median(times);
};

const round: MakeRound = async (stack) => {
    const [invites] = await Promise.all([stack.table('invites'), stack.table('mailboxes')]);
    const invite = newInvite(subscriptionAt(stack.tenants, 0));
    await seed(invites, [invite]);
    const link = linkOf(stack, invite);
    return () => medianOf(() => expecting(200, 'GET', link, { headers: { accept: 'text/html' } }));
};

/** The page behind the quick link, one view after the other. */
export const pageMeasure = (pair: Pair) =>
    beside(pair, { name: 'page', unit: 'ms', higherIsBetter: false, rounds: 7 }, round);
