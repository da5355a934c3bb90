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

/** A tenant that the audit goes through; `access` and `discovery` are `none` before the first audit. */
export interface Customer extends CustomerSettings {
    tenantId: string;
    access: CustomerAccess;
    discovery: Discovery;
}

/** What an audit saw of a tenant as a whole. */
export interface TenantSight {
    access: CustomerAccess;
    discovery: Discovery;
}
