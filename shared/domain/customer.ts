/** How the partner reaches a customer's tenant, as the last audit saw it. */
export type CustomerAccess = 'serviceprincipal' | 'lighthouse' | 'attested' | 'none';

/**
 * How much of a tenant the audit can see: `full` where a role of ours stands at the root management
 * group, `none` where we hold nothing, else `partial`: subscriptions may exist that nobody shows us.
 */
export type Discovery = 'full' | 'partial' | 'none';

/** What the partner says about a customer. */
export interface CustomerSettings {
    name: string;
    contactEmail?: string | undefined;
    /** The location partner ID that counts for this customer; the configured default where absent. */
    partnerId?: string | undefined;
    autoInvite?: boolean | undefined;
}

/** The link of the partner's identity by which a tenant is reached, as the last audit read it. */
export interface SeenLink {
    partnerId: string;
    /** ISO 8601 UTC; null where Microsoft did not tell. */
    createdAt: string | null;
    updatedAt: string | null;
}

/** What an audit saw of a tenant as a whole. */
export interface TenantSight {
    access: CustomerAccess;
    discovery: Discovery;
    /** Object ID of the identity by which the tenant is seen; null where nothing of it is. */
    principalId: string | null;
    /** The link of that identity; null where there is none, or where nothing of the tenant is seen. */
    link: SeenLink | null;
    /** One of the subscriptions that are known, to begin a link with; null where none is. */
    aSubscription: string | null;
}

/** A tenant that the audit goes through; `access` and `discovery` are `none` before the first audit. */
export interface Customer extends CustomerSettings, TenantSight {
    tenantId: string;
}

export const nothingSeen: TenantSight = {
    access: 'none',
    discovery: 'none',
    principalId: null,
    link: null,
    aSubscription: null,
};

/**
 * A tenant that nobody was asked about but for products that are attached by hand: no audit goes through it.
 *
 * @param invites about such products, newest first
 * @returns as the last request names it; undefined where there is none
 */
export const askedByHand = (
    tenantId: string,
    [newest]: readonly { customerName: string | null }[],
): Customer | undefined => newest && { ...nothingSeen, tenantId, name: newest.customerName ?? tenantId };

/** Accounts whose link nobody but themselves can read. */
export const ATTESTED_WAYS = ['guest', 'directory'] as const;

/** What the customer says of a subscription and we cannot see: it is linked through an account of this kind. */
export interface Attestation {
    /** When it was said, ISO 8601 UTC. */
    at: string;
    how: (typeof ATTESTED_WAYS)[number];
}

/** The subscriptions of a tenant that something else than an audit made known, by their IDs. */
export interface KnownSubscriptions {
    invited: readonly string[];
    attested: ReadonlyMap<string, Attestation>;
}
