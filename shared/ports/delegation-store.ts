import type { AzureSubscription } from './azure.ts';

/** What Azure Lighthouse delegated to the partner's own tenant when a run began; kept as long as the run goes on. */
export interface DelegationStore {
    /** Whether all of it has been written down for this run. */
    isNoted(runId: string): Promise<boolean>;
    /**
     * Writes it down as it comes, holding a hundred at most; the same again changes nothing.
     *
     * @returns whether there was anything
     */
    note(runId: string, subscriptions: AsyncIterable<AzureSubscription>): Promise<boolean>;
    /** The tenants that delegate anything, each once. */
    tenants(runId: string): AsyncIterable<string>;
    /** The same where they have no more than so many rows, by one question; undefined where they may have more. */
    tenantsIfFew(runId: string, most: number): Promise<ReadonlySet<string> | undefined>;
    /** What one of them delegates, by subscription ID. */
    ofTenant(runId: string, tenantId: string): Promise<ReadonlyMap<string, AzureSubscription>>;
    drop(runId: string): Promise<void>;
}
