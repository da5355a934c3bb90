import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { AzureInvite } from '../../domain/invite.ts';
import { AzureError } from '../../ports/azure.ts';
import type { TenantAccess } from '../../ports/azure.ts';
import type { Principal } from './principal.ts';

/** Why a tenant still needs the link, or why that cannot be told. */
export type Need = 'this-subscription' | 'another-subscription' | 'too-many-to-tell' | 'not-readable';

/** Whatever a tenant has beyond that is not looked at: ARM would make us wait before we knew. */
const MOST_SUBSCRIPTIONS = 100;

/** Who looks, and what counts. */
interface Looking {
    access: TenantAccess;
    principalId: string;
    eligibleRoles: EligibleRoles;
}

/** `below`: only a role on something in the subscription, which shows the subscription and not the role. */
async function held({ access, principalId, eligibleRoles }: Looking, subscriptionId: string) {
    try {
        return eligibleRoles.held(await access.heldRoles(subscriptionId, principalId)) ? 'eligible' : 'nothing';
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'forbidden') return 'below';
        throw error;
    }
}

async function lookThrough(looking: Looking, invite: AzureInvite): Promise<Need | undefined> {
    const here = await held(looking, invite.subscriptionId);
    if (here === 'eligible') return 'this-subscription';
    let looked = 0;
    for await (const { subscriptionId, tenantId } of looking.access.subscriptions()) {
        if (tenantId !== invite.tenantId) continue;
        if (subscriptionId === invite.subscriptionId) {
            if (here === 'below') return 'this-subscription';
            continue;
        }
        looked += 1;
        if (looked > MOST_SUBSCRIPTIONS) return 'too-many-to-tell';
        if ((await held(looking, subscriptionId)) !== 'nothing') return 'another-subscription';
    }
    return undefined;
}

/**
 * What of a tenant still needs the link of our principal there, now that the invite was taken back: the first that is
 * found. Where it cannot be told, that is a need too: the link stays.
 */
export async function needOfLink(
    { eligibleRoles }: { eligibleRoles: EligibleRoles },
    own: Principal,
    principalId: string,
    invite: AzureInvite,
): Promise<Need | undefined> {
    try {
        return await own.ask((access) => lookThrough({ access, principalId, eligibleRoles }, invite));
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'forbidden') return 'not-readable';
        throw error;
    }
}
