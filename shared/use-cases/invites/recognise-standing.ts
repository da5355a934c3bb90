import { foundCovered } from '../../domain/attach-transitions.ts';
import { nothingToDo } from '../../domain/invite-outcomes.ts';
import { isAzure } from '../../domain/invite.ts';
import type { AzureInvite, Invite } from '../../domain/invite.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import { changeInvite } from './change-invite.ts';
import { lastLook } from '../records/evidence-look.ts';
import type { LastLookDependencies } from '../records/evidence-look.ts';

export interface RecogniseStandingDependencies extends LastLookDependencies {
    invites: InviteStore;
    subscriptions: Pick<SubscriptionStore, 'get'>;
    clock: Clock;
}

const PAGE = 100;

/** When it came to where it is, ISO 8601 UTC. */
const since = ({ timeline, createdAt }: Invite): string => timeline.at(-1)?.at ?? createdAt;

/** Whether an audit that began after the invite had ended saw its subscription covered. */
async function isSeenCovered(deps: RecogniseStandingDependencies, invite: AzureInvite): Promise<boolean> {
    const record = await deps.subscriptions.get(invite.tenantId, invite.subscriptionId);
    if (record?.coverage !== 'covered') return false;
    const look = await lastLook(deps, invite.tenantId);
    return look !== null && look.startedAt > since(invite);
}

/**
 * A run has finished: invites that ended unrecognised, and whose subscription is covered, came to their goal after all.
 * Most are told as soon as their tenant is read; these are the rest, as of a customer that was deleted and added again,
 * which knows no more what it was invited for. Costs what is unrecognised.
 */
export async function recogniseStanding(deps: RecogniseStandingDependencies): Promise<void> {
    let continuation: string | undefined;
    do {
        const page = await deps.invites.list({ status: 'unrecognised', limit: PAGE, continuation });
        for (const invite of page.items) {
            if (!isAzure(invite) || !(await isSeenCovered(deps, invite))) continue;
            // It may have been tried again, and have ended so again, since it was looked at.
            await changeInvite(deps.invites, invite.id, (now) =>
                since(now) === since(invite) ? foundCovered(now, deps.clock.now(), nothingToDo(invite)) : undefined,
            );
        }
        continuation = page.continuation;
    } while (continuation !== undefined);
}
