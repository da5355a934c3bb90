import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import { delegationOf } from '../attach/delegation.ts';
import type { SignInDependencies } from './deps.ts';

/**
 * Whether Azure Lighthouse gives our home principal an eligible role on the subscription: then nothing needs
 * to be granted. What cannot be read counts as no; the review then offers a role, which does no harm.
 */
export async function isDelegated(
    { azure, eligibleRoles, partner }: Pick<SignInDependencies, 'azure' | 'eligibleRoles' | 'partner'>,
    place: { tenantId: string; subscriptionId: string },
    log: Log,
): Promise<boolean> {
    try {
        return (await delegationOf(azure.tenant(partner.tenantId), eligibleRoles, place)) === 'eligible';
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        log.info('delegations could not be read', { subscriptionId: place.subscriptionId, why: error.message });
        return false;
    }
}
