import { AzureError } from '../../ports/azure.ts';
import type { Azure, AzureSubscription } from '../../ports/azure.ts';
import type { DelegationStore } from '../../ports/delegation-store.ts';
import { heeding } from './heeding.ts';
import type { HeedingDependencies } from './heeding.ts';

/**
 * The customers' subscriptions that Azure Lighthouse shows to our own tenant; IDs are in lower case. Each of these throws
 * AzureError where they could not be listed; whoever comes next asks again.
 */
export interface Delegations {
    /** The tenants that delegate anything, each once. */
    tenants(runId: string): AsyncIterable<string>;
    /** What a tenant delegates, by ID; undefined where it delegates nothing. */
    ofTenant(runId: string, tenantId: string): Promise<ReadonlyMap<string, AzureSubscription> | undefined>;
    /** The run is over. */
    drop(runId: string): Promise<void>;
}

export interface DelegationsDependencies extends HeedingDependencies {
    azure: Pick<Azure, 'tenant'>;
    homeTenantId: string;
    store: DelegationStore;
}

/** So many rows of what is delegated are looked through once, instead of once for each tenant. */
const MOST_HELD = 1_000;

/** The list of a run. */
interface Noted {
    runId: string;
    /** The tenants that delegate anything, where they are few. */
    few: ReadonlySet<string> | undefined;
}

async function* listed(deps: DelegationsDependencies): AsyncIterable<AzureSubscription> {
    const home = heeding(deps, deps.azure.tenant(deps.homeTenantId));
    try {
        for await (const subscription of home.subscriptions()) {
            const tenantId = subscription.tenantId.toLowerCase();
            const subscriptionId = subscription.subscriptionId.toLowerCase();
            if (tenantId !== deps.homeTenantId) yield { ...subscription, tenantId, subscriptionId };
        }
    } catch (error) {
        if (!(error instanceof AzureError && error.kind === 'forbidden')) throw error;
    }
}

/**
 * What is delegated, listed once for a whole run: most customers delegate nothing, and their audits should not ask for
 * it one by one, all as the same principal. The list goes through to the store, so that no process holds all of it.
 */
export function delegationsByRun(deps: DelegationsDependencies): Delegations {
    const { store } = deps;
    /** By run, as long as it is being listed: the messages of a process wait for one list. */
    const listings = new Map<string, Promise<Noted>>();
    /** The run whose list was last seen to be there: it stays as long as the run goes on. */
    let noted: Noted | undefined;

    const list = async (runId: string): Promise<Noted> => {
        try {
            const isEmpty = !(await store.isNoted(runId)) && !(await store.note(runId, listed(deps)));
            return { runId, few: isEmpty ? new Set() : await store.tenantsIfFew(runId, MOST_HELD) };
        } finally {
            listings.delete(runId);
        }
    };

    async function ready(runId: string): Promise<Noted> {
        if (noted?.runId === runId) return noted;
        const listing = listings.get(runId) ?? list(runId);
        listings.set(runId, listing);
        return (noted = await listing);
    }

    return {
        tenants: async function* (runId) {
            const { few } = await ready(runId);
            yield* few ?? store.tenants(runId);
        },
        ofTenant: async (runId, tenantId) => {
            const { few } = await ready(runId);
            if (few !== undefined && !few.has(tenantId)) return undefined;
            const delegated = await store.ofTenant(runId, tenantId);
            return delegated.size > 0 ? delegated : undefined;
        },
        drop: (runId) => store.drop(runId),
    };
}
