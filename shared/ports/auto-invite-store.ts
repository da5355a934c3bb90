import type { AutoInvite, SkippedBecause } from '../domain/auto-invite.ts';

/** The list of subscriptions that are invited automatically. Every method may throw UnavailableError. */
export interface AutoInviteStore {
    /** Puts those on the list that were never on it; the others stay as they are. Those that were put there. */
    add(
        tenantId: string,
        found: readonly Pick<AutoInvite, 'displayName' | 'inviteId' | 'subscriptionId'>[],
    ): Promise<AutoInvite[]>;
    /** In the order of subscriptions. */
    ofTenant(tenantId: string): Promise<AutoInvite[]>;
    /** What waits, of all tenants, at most so many. */
    waiting(most: number): Promise<AutoInvite[]>;
    /** It has had its turn. */
    settle(
        invite: AutoInvite,
        outcome: { state: 'invited' } | { state: 'skipped'; reason: SkippedBecause },
    ): Promise<void>;
    /** How many were invited today, in UTC. */
    countToday(): Promise<number>;
    /** Counts one more; false where that would be more than `most`. */
    takeOne(most: number): Promise<boolean>;
    /** Forgets a tenant. How many rows there were. */
    deleteTenant(tenantId: string): Promise<number>;
}
