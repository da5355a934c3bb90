import { consentInvite } from '../../domain/evidence.ts';
import { isAzure } from '../../domain/invite.ts';
import type { AzureInvite, Invite } from '../../domain/invite.ts';
import { eraseNames, mayBeInForce, notedInForce, retentionPlace } from '../../domain/invite-retention.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import { changeInvite } from '../invites/change-invite.ts';

export interface RetainInviteDependencies {
    retention: { days: number };
    invites: InviteStore;
    customers: Pick<CustomerStore, 'knownSubscriptions'>;
    subscriptions: Pick<SubscriptionStore, 'get'>;
    clock: Clock;
    random: Random;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** More invites than one subscription ever has. */
const ALL = 1_000;

/** Whether what the invite led to stands, as the last audit that could tell saw it. */
async function stands(deps: RetainInviteDependencies, invite: AzureInvite): Promise<boolean> {
    const { status, tenantId, subscriptionId } = invite;
    if (status === 'attested') {
        const { attested } = await deps.customers.knownSubscriptions(tenantId);
        return attested.has(subscriptionId);
    }
    const record = await deps.subscriptions.get(tenantId, subscriptionId);
    const coverage = record?.coverage === 'unknown' ? record.lastCoverage : record?.coverage;
    return coverage === 'covered';
}

/**
 * Whether its names are evidence of what stands now. Of several invites of a subscription it is one: the others are
 * over.
 */
async function isInForce(deps: RetainInviteDependencies, invite: Invite): Promise<boolean> {
    // What was said of a product by hand is found here only once it is over: no audit sees it.
    if (!isAzure(invite) || !mayBeInForce(invite) || !(await stands(deps, invite))) return false;
    const { subscriptionId } = invite;
    const { items } = await deps.invites.list({ subscriptionId, product: 'azure', limit: ALL });
    return consentInvite(items.filter(({ tenantId }) => tenantId === invite.tenantId))?.id === invite.id;
}

/**
 * Looks at an invite that is over: keeps its names where they are evidence of what is in force, else erases them once
 * it has been over for long enough. Done again, it ends the same.
 *
 * @returns whether names were erased
 */
export async function retainInvite(deps: RetainInviteDependencies, id: string, log: Log): Promise<boolean> {
    const stored = await deps.invites.get(id);
    if (stored === undefined) return false;
    const inForce = await isInForce(deps, stored.value);
    const now = deps.clock.now();
    const longAgo = new Date(now.getTime() - deps.retention.days * DAY_MS).toISOString();
    const seed = deps.random.bytes(24).toString('base64url');
    const seen = { erased: false as boolean };
    await changeInvite(
        deps.invites,
        id,
        (invite) => {
            seen.erased = false;
            // It may have come to life, or to another end, since it was looked at.
            if (retentionPlace(invite) === undefined || invite.status !== stored.value.status) return undefined;
            const looked = notedInForce(invite, inForce, now);
            const since = retentionPlace(looked)?.since ?? '';
            if (inForce || since > longAgo) return looked;
            seen.erased = true;
            return eraseNames(looked, seed, now);
        },
        stored,
    );
    if (seen.erased) log.info('names erased', { inviteId: id });
    return seen.erased;
}
