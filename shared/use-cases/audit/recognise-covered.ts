import pLimit from 'p-limit';
import { nothingToDo } from '../../domain/invite-outcomes.ts';
import { asAzure, isAzure } from '../../domain/invite.ts';
import { foundCovered } from '../../domain/attach-transitions.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import { changeInvite } from '../invites/change-invite.ts';

/** So many are looked up at once. */
const AT_ONCE = 8;

interface Dependencies {
    invites: InviteStore;
    clock: Clock;
}

async function recognise({ invites, clock }: Dependencies, tenantId: string, subscriptionId: string): Promise<void> {
    const { items } = await invites.list({ subscriptionId, status: 'unrecognised', limit: 1000 });
    for (const { id } of items.filter((invite) => isAzure(invite) && invite.tenantId === tenantId)) {
        await changeInvite(invites, id, (invite) => foundCovered(invite, clock.now(), nothingToDo(asAzure(invite))));
    }
}

/**
 * An audit saw these subscriptions covered: invites that ended unrecognised came to their goal after all. Most
 * subscriptions were never invited: only those are looked up that were. One whose invite came only after the audit of its
 * tenant had begun is found when the run is over, see `recogniseStanding`.
 *
 * @param invited the tenant's subscriptions that invites made known
 */
export async function recogniseCovered(
    deps: Dependencies,
    tenantId: string,
    subscriptionIds: readonly string[],
    invited: readonly string[],
): Promise<void> {
    const known = new Set(invited);
    const candidates = subscriptionIds.filter((id) => known.has(id));
    await pLimit(AT_ONCE).map(candidates, (id) => recognise(deps, tenantId, id));
}
