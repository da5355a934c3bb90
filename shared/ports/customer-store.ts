import type { Attestation, Customer, CustomerSettings, KnownSubscriptions, TenantSight } from '../domain/customer.ts';
import type { Page } from './store.ts';

/** What was known of a customer: itself, subscriptions from invites and from what it said, and anything beside. */
export interface ErasedRows {
    customer: number;
    invited: number;
    attested: number;
    other: number;
}

/** The customers, one per tenant, and the subscriptions that invites made known. Tenant IDs are lower case. */
export interface CustomerStore {
    get(tenantId: string): Promise<Customer | undefined>;
    /** Adds the customer or replaces its settings; what the last audit saw stays. */
    put(tenantId: string, settings: CustomerSettings): Promise<{ created: boolean; customer: Customer }>;
    /** In the order of tenant IDs. */
    list(page: { limit: number; continuation?: string | undefined }): Promise<Page<Customer>>;
    /** All of them, page by page. */
    all(): AsyncIterable<Customer>;
    /**
     * Deletes in two steps, so that an audit at work never leaves rows behind: from the first step on
     * the customer is not there for anybody; `takeAlong` removes what belongs to it; then the rest goes.
     * After a crash in between, deleting again goes on where it stopped.
     */
    delete(tenantId: string, takeAlong: () => Promise<unknown>): Promise<'deleted' | 'not-found'>;
    /**
     * Deletes in the same two steps, and whatever an earlier deletion left of a customer that is not there any more.
     *
     * @returns how many rows of each kind went
     */
    erase(tenantId: string, takeAlong: () => Promise<unknown>): Promise<ErasedRows>;
    /**
     * An invite made this subscription known: adds it, and the customer where it is not there yet
     * (named by its tenant ID where no name is given). Changes nothing that is there.
     *
     * @param more name and partner ID of the customer where it is not there yet; `known`: the customer as it was seen
     *   just now, which saves a look where the subscription is known already
     * @returns the customer as it stands, somebody else's where they came first
     */
    noteInvited(
        tenantId: string,
        subscriptionId: string,
        more?: { name?: string | undefined; partnerId?: string | undefined; known?: Customer | undefined },
    ): Promise<Customer>;
    /** Azure Lighthouse delegates something of this tenant to ours: adds it, named by its ID. Changes nothing that is there. */
    noteDelegated(tenantId: string): Promise<'added' | 'known'>;
    /** Keeps what the customer said of a subscription; said again, the last word counts. */
    noteAttested(tenantId: string, subscriptionId: string, attestation: Attestation): Promise<void>;
    /** What was said counts no more; does nothing where nothing was. */
    forgetAttested(tenantId: string, subscriptionId: string): Promise<void>;
    knownSubscriptions(tenantId: string): Promise<KnownSubscriptions>;
    /** The customer and the subscriptions known of it, by one question; nobody where it is not there. */
    getWithKnown(tenantId: string): Promise<{ customer: Customer | undefined; known: KnownSubscriptions }>;
    /** Keeps what an audit saw; writes nothing where that is what stands there. */
    noteSight(tenantId: string, sight: TenantSight): Promise<'kept' | 'not-found'>;
}
