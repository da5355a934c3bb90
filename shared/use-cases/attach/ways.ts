import type { AzureInvite } from '../../domain/invite.ts';
import { AzureError, isLasting } from '../../ports/azure.ts';
import type { HeldRole } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import { delegationOf } from './delegation.ts';
import type { LinkDependencies } from './deps.ts';
import { principalIn } from './principal.ts';
import type { Principal } from './principal.ts';

/** How the partner reaches a subscription: the link belongs to the principal that does. */
export type Way =
    /** Our service principal in the customer's tenant; `eligible`: it holds a role that counts. */
    | { kind: 'own'; principal: Principal; eligible: boolean }
    /** Azure Lighthouse gives our principal at home a role that counts. */
    | { kind: 'delegated'; principal: Principal }
    | { kind: 'none' };

/** The roles of our service principal at or above the subscription; undefined where it is not in the tenant. */
export async function ownRoles(own: Principal, subscriptionId: string): Promise<HeldRole[] | undefined> {
    try {
        return await own.ask(async (access) => await access.heldRoles(subscriptionId, await access.principalId()));
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        if (error.kind === 'application-missing') return undefined;
        // Whatever is held there is held below the subscription.
        if (error.kind === 'forbidden') return [];
        throw error;
    }
}

/**
 * Our principal at home, where Azure Lighthouse gives it an eligible role on the subscription. What cannot be read
 * there (it takes Reader beside the role) counts as not delegated.
 */
export async function delegatedTo(
    deps: LinkDependencies,
    { tenantId, subscriptionId }: Pick<AzureInvite, 'tenantId' | 'subscriptionId'>,
    log: Log,
): Promise<Principal | undefined> {
    if (tenantId === deps.partner.tenantId) return undefined;
    const home = await principalIn(deps, deps.partner.tenantId);
    try {
        const found = await home.ask((access) =>
            delegationOf(access, deps.eligibleRoles, { tenantId, subscriptionId }),
        );
        return found === 'eligible' ? home : undefined;
    } catch (error) {
        if (!isLasting(error)) throw error;
        log.warn('delegations could not be read', { subscriptionId, kind: error.kind, error: error.message });
        return undefined;
    }
}

/**
 * The best way to the subscription: what counts goes before what does not, and the customer's own tenant before ours.
 * Our application may be in a tenant without any role, as a sign-in's consent alone brings it in.
 */
export async function findWay(deps: LinkDependencies, invite: AzureInvite, log: Log): Promise<Way> {
    const own = await principalIn(deps, invite.tenantId);
    const roles = await ownRoles(own, invite.subscriptionId);
    if (roles !== undefined && deps.eligibleRoles.held(roles)) return { kind: 'own', principal: own, eligible: true };
    const home = await delegatedTo(deps, invite, log);
    if (home !== undefined) return { kind: 'delegated', principal: home };
    return roles === undefined ? { kind: 'none' } : { kind: 'own', principal: own, eligible: false };
}
