import { newAddress, subscriptionAt } from '../invites.ts';
import { perSecond } from '../timing.ts';
import { beside } from './beside.ts';
import type { MakeRound, Pair } from './beside.ts';

const INVITES = 75;
const AT_ONCE = 16;

const round: MakeRound = ({ api, tenants }) => {
    const subscriptions = Array.from({ length: INVITES }, (_invite, n) => subscriptionAt(tenants, n));
    return Promise.resolve(() =>
        perSecond(subscriptions, AT_ONCE, ({ subscriptionId }) =>
            api(201, 'POST', '/api/invites', { subscriptionId, adminEmail: newAddress() }),
        ),
    );
};

/** `POST /api/invites`: each to an address that was never written to. */
export const inviteMeasure = (pair: Pair) =>
    beside(pair, { name: 'invite', unit: 'invites/s', higherIsBetter: true, rounds: 41 }, async (stack) => {
        await Promise.all(['invites', 'mailboxes', 'shortlived'].map(stack.table));
        return await round(stack);
    });
