import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { TenantAccess } from '../../ports/azure.ts';

/** What Azure Lighthouse gives our principal at home on a subscription. */
export type Delegation = 'eligible' | 'no-role' | 'none';

/**
 * Asks our own tenant, which needs Reader beside the role.
 *
 * @param home our principal at home
 * @throws AzureError `forbidden` where it is delegated without the right to see which roles
 */
export async function delegationOf(
    home: Pick<TenantAccess, 'subscription' | 'delegatedRoles' | 'principalId'>,
    eligibleRoles: EligibleRoles,
    { tenantId, subscriptionId }: { tenantId: string; subscriptionId: string },
): Promise<Delegation> {
    const answer = await home.subscription(subscriptionId);
    // Whatever is not delegated is another tenant's to our own.
    if (answer.kind !== 'found' || answer.subscription.tenantId.toLowerCase() !== tenantId) return 'none';
    const roles = await home.delegatedRoles(subscriptionId, await home.principalId());
    return eligibleRoles.held(roles) ? 'eligible' : 'no-role';
}
