import { AzureError } from '../ports/azure.ts';
import type { Azure, AzureSubscription } from '../ports/azure.ts';
import { heeding, mustNotWait } from './heeding.ts';
import type { HeedingDependencies } from './heeding.ts';

/** The customers' subscriptions that Azure Lighthouse shows to our own tenant: by tenant, then by ID, in lower case. */
export type Delegations = ReadonlyMap<string, ReadonlyMap<string, AzureSubscription>>;

export interface DelegationsDependencies extends HeedingDependencies {
    azure: Pick<Azure, 'tenant'>;
    homeTenantId: string;
}

async function list(deps: DelegationsDependencies): Promise<Delegations> {
    await mustNotWait(deps, deps.homeTenantId);
    const found = new Map<string, Map<string, AzureSubscription>>();
    const home = heeding(deps, deps.azure.tenant(deps.homeTenantId));
    try {
        for await (const subscription of home.subscriptions()) {
            const tenantId = subscription.tenantId.toLowerCase();
            if (tenantId === deps.homeTenantId) continue;
            const ofTenant = found.get(tenantId) ?? new Map<string, AzureSubscription>();
            found.set(tenantId, ofTenant.set(subscription.subscriptionId.toLowerCase(), subscription));
        }
    } catch (error) {
        if (!(error instanceof AzureError && error.kind === 'forbidden')) throw error;
    }
    return found;
}

/**
 * What is delegated, listed once for a whole run in each process: most customers delegate nothing, and their audits
 * should not ask for it one by one, all as the same principal. Only the latest run's list is kept.
 *
 * @returns throws AzureError; what failed is asked again by whoever comes next
 */
export function delegationsByRun(deps: DelegationsDependencies): (runId: string) => Promise<Delegations> {
    let latest: { runId: string; listing: Promise<Delegations> } | undefined;
    return async (runId) => {
        const mine = latest?.runId === runId ? latest : { runId, listing: list(deps) };
        latest = mine;
        try {
            return await mine.listing;
        } catch (error) {
            if (latest === mine) latest = undefined;
            throw error;
        }
    };
}
