import { holdsEligibleRole } from '../../domain/eligible-roles.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { SignInDependencies } from './deps.ts';

/**
 * Whether Azure Lighthouse gives our home principal an eligible role on the subscription: then nothing needs
 * to be granted. What cannot be read counts as no; the review then offers a role, which does no harm.
 */
export async function isDelegated(
    { azure, partner }: Pick<SignInDependencies, 'azure' | 'partner'>,
    subscriptionId: string,
    log: Log,
): Promise<boolean> {
    const home = azure.tenant(partner.tenantId);
    try {
        if ((await home.subscription(subscriptionId)).kind !== 'found') return false;
        return holdsEligibleRole(await home.delegatedRoles(subscriptionId, await home.principalId()));
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        log.info('delegations could not be read', { subscriptionId, why: error.message });
        return false;
    }
}
