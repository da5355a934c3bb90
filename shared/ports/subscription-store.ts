import type { Coverage } from '../domain/coverage.ts';
import type { SubscriptionRecord } from '../domain/subscription-record.ts';
import type { MissingRow } from '../domain/report/missing.ts';
import type { Page, Stored } from './store.ts';

/** Subscription IDs from one to another, both included. */
export interface IdRange {
    from: string;
    to: string;
}

/** What is known of a tenant's subscriptions, by subscription ID. */
export interface TenantRecords {
    records: ReadonlyMap<string, Stored<SubscriptionRecord>>;
    /**
     * Somebody began to write this tenant and did not end: what is listed as missing may differ from the
     * records, and the next save puts it right.
     */
    unsettled: boolean;
}

/** A missing subscription, as the report wants it. */
export type MissingSubscription = MissingRow;

interface PageOptions {
    limit: number;
    continuation?: string | undefined;
}

/** Every subscription, one record each, and beside them a list of only those that are missing. */
export interface SubscriptionStore {
    /** @param range of all of them; a tenant may have a hundred thousand */
    ofTenant(tenantId: string, range?: IdRange): Promise<TenantRecords>;
    /** All of them, where they fit into one page of `most` rows; undefined where there are more. */
    ofTenantIfFew(tenantId: string, most: number): Promise<TenantRecords | undefined>;
    /** Where each of them stands, in the order of IDs, without holding them all. */
    standings(tenantId: string): AsyncIterable<Pick<SubscriptionRecord, 'subscriptionId' | 'coverage'>>;
    /**
     * Says that these are this tenant's from now on; each is saved after that.
     *
     * @returns what was last known of those that somebody knew before: in another tenant, or here, before they were gone
     */
    claim(tenantId: string, subscriptionIds: readonly string[]): Promise<Map<string, SubscriptionRecord>>;
    /** A subscription wherever it is; one that is gone as it was last known, with the time from which on it is. */
    find(subscriptionId: string): Promise<{ record: SubscriptionRecord; goneAt: string | null } | undefined>;
    /**
     * Brings a tenant from `before` to what an audit found; writes nothing where nothing changed. A
     * crash half-way leaves the tenant unsettled.
     *
     * @param before all of the tenant, or those of a range that holds whatever is in one of the two lists
     * @param found the records as they should be; what is in neither list stays as it is
     * @param removed the last records of subscriptions that are no longer the tenant's
     * @returns `busy` where another run is writing this tenant: wait; `conflict` where one wrote since
     *   `before` was read: read again, and save again
     */
    save(
        tenantId: string,
        before: TenantRecords,
        found: readonly SubscriptionRecord[],
        removed: readonly SubscriptionRecord[],
    ): Promise<'written' | 'busy' | 'conflict'>;
    get(tenantId: string, subscriptionId: string): Promise<SubscriptionRecord | undefined>;
    /** In the order of tenants. */
    list(
        query: { coverage?: Coverage | undefined; tenantId?: string | undefined } & PageOptions,
    ): Promise<Page<SubscriptionRecord>>;
    /** The missing ones, those first seen last first. */
    missing(page: PageOptions): Promise<Page<MissingSubscription>>;
    /** Deletes all that is known of a tenant's subscriptions; gives how many rows there were. */
    deleteTenant(tenantId: string): Promise<{ subscriptions: number; missing: number }>;
}
