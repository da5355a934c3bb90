import { nothingToDo } from '../domain/invite-outcomes.ts';
import { foundCovered } from '../domain/attach-transitions.ts';
import type { Clock } from '../ports/clock.ts';
import type { InviteStore } from '../ports/invite-store.ts';
import { changeInvite } from './change-invite.ts';

/** An audit saw the subscription covered: invites that ended unrecognised came to their goal after all. */
export async function recogniseCovered(
    deps: { invites: InviteStore; clock: Clock },
    tenantId: string,
    subscriptionId: string,
): Promise<void> {
    const { items } = await deps.invites.list({ subscriptionId, status: 'unrecognised', limit: 1000 });
    for (const { id } of items.filter((invite) => invite.tenantId === tenantId)) {
        await changeInvite(deps.invites, id, (invite) => foundCovered(invite, deps.clock.now(), nothingToDo(invite)));
    }
}
