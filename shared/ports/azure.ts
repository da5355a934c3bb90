import type { Agreement } from '../domain/agreement.ts';

/** What this product asks Microsoft: the partner's own identity in one tenant, and nothing else. */

/** A link of Microsoft.ManagementPartner, of the identity that asks (one per identity and tenant). */
export interface PartnerLink {
    partnerId: string;
    partnerName: string | null;
    /** `Deleted` is a soft-deleted record: no link. */
    state: string;
    /** ISO 8601 UTC; absent where Microsoft does not tell. */
    createdTime?: string | undefined;
    updatedTime?: string | undefined;
}

export interface AzureSubscription {
    subscriptionId: string;
    tenantId: string;
    displayName: string;
    /** Enabled, Warned, PastDue, Disabled or Deleted. */
    state: string;
    quotaId: string | null;
}

/** One role of our principal, direct or through a group, at this scope or above it. */
export interface HeldRole {
    /** Lower-case GUID of the role definition. */
    roleDefinitionId: string;
    /** `/subscriptions/…` or `/providers/Microsoft.Management/managementGroups/…`, as ARM gives it. */
    scope: string;
    /** When the assignment ends, ISO 8601 UTC; absent where it stands for good, or where nobody told. */
    until?: string | undefined;
}

/** What became of a subscription that is asked for by itself. */
export type SubscriptionAnswer =
    | { kind: 'found'; subscription: AzureSubscription }
    | { kind: 'gone' }
    /** `tenantId` where ARM names it. */
    | { kind: 'another-tenant'; tenantId?: string | undefined }
    | { kind: 'forbidden' };

/**
 * The partner's service principal in one customer tenant. Every method asks Entra or ARM once per
 * page, without retries of its own, and throws AzureError.
 */
export interface TenantAccess {
    readonly tenantId: string;
    /** The service principal's object ID: `oid` of its own token in this tenant. */
    principalId(): Promise<string>;
    /** The link of this identity; undefined where there is none, or a deleted one. */
    link(): Promise<PartnerLink | undefined>;
    /** PUT. Fails with kind `conflict` where a link is there already. */
    createLink(partnerId: string): Promise<PartnerLink>;
    /** PATCH to a new ID. */
    changeLink(partnerId: string): Promise<PartnerLink>;
    /** DELETE of the link with this ID; one that is gone already is deleted. */
    deleteLink(partnerId: string): Promise<void>;
    /** The subscriptions that this identity can see, page by page. */
    subscriptions(): AsyncIterable<AzureSubscription>;
    subscription(subscriptionId: string): Promise<SubscriptionAnswer>;
    /** Fails with kind `forbidden` where our only role is below the subscription. */
    heldRoles(subscriptionId: string, principalId: string): Promise<HeldRole[]>;
    /**
     * What the principal holds at a scope or above it, directly or through a group.
     *
     * @param scope path of a subscription or a management group
     * @param ends whether the ends of assignments are asked for: then it fails with status 400 where the tenant has
     *   no licence for such, and with kind `forbidden` where they may not be read
     * @throws AzureError `forbidden` where our only role is below the scope, or there is none
     */
    rolesAt(scope: string, principalId: string, options: { ends: boolean }): Promise<HeldRole[]>;
    /**
     * What Azure Lighthouse delegates at this subscription to the given principal of our own tenant, itself or
     * through a group. Fails with kind `forbidden` where it may not be known: without Reader, or where several groups
     * are named and not the principal, as nobody tells which of them it is in.
     */
    delegatedRoles(subscriptionId: string, principalId: string): Promise<HeldRole[]>;
    /** Undefined where Microsoft tells of none; fails with kind `forbidden` without Reader beside our role. */
    agreement(subscriptionId: string): Promise<Agreement | undefined>;
}

export interface Azure {
    /** An access for one piece of work: tokens are cached in it and go with it. */
    tenant(tenantId: string): TenantAccess;
    /**
     * The tenant of a subscription, told by ARM's answer to an unauthenticated call: widely used,
     * undocumented, so `unknown` must be expected.
     */
    findTenant(
        subscriptionId: string,
    ): Promise<{ kind: 'found'; tenantId: string } | { kind: 'no-such-subscription' } | { kind: 'unknown' }>;
}

export type AzureErrorKind =
    /** 429; `retryAfterMs` says how long to wait at least. */
    | 'throttled'
    /** 5xx, time-out, no connection: worth another try. */
    | 'unavailable'
    /** The application has no service principal in the tenant (AADSTS 7000229, 700016). */
    | 'application-missing'
    /** No such tenant (AADSTS 90002). */
    | 'tenant-unknown'
    /** Entra does not take our own credential: our trouble, worth another try once mended. */
    | 'credential-refused'
    /** 403. */
    | 'forbidden'
    /** 409, and what ARM says of a link that is there already. */
    | 'conflict'
    /** 401: Azure demands more of a person's sign-in; `claims` says what. */
    | 'claims-challenge'
    /** 403 by a policy of the customer; `policy` names it. */
    | 'policy'
    /** 400 on assigning a role: the principal is not known there (yet). */
    | 'principal-not-found'
    /** 400 on writing a link: Microsoft does not know this partner ID, or it is no location ID. */
    | 'partner-id-refused'
    /** Anything else: a bug, or something new on the wire. */
    | 'unexpected';

/** What went wrong at Entra or ARM, as far as this product cares. The message holds codes, no secrets. */
export class AzureError extends Error {
    readonly kind: AzureErrorKind;
    readonly retryAfterMs: number | undefined;
    /** The HTTP status and ARM's error code, where there was an answer. */
    readonly status: number | undefined;
    readonly code: string | undefined;
    /** Of `claims-challenge`: JSON for the authorization request. */
    readonly claims: string | undefined;
    /** Of `policy`: the policy's name, as far as ARM told it. */
    readonly policy: string | undefined;

    constructor(
        kind: AzureErrorKind,
        message: string,
        options: ErrorOptions & {
            retryAfterMs?: number | undefined;
            status?: number | undefined;
            code?: string | undefined;
            claims?: string | undefined;
            policy?: string | undefined;
        } = {},
    ) {
        super(message, options);
        this.name = 'AzureError';
        this.kind = kind;
        this.retryAfterMs = options.retryAfterMs;
        this.status = options.status;
        this.code = options.code;
        this.claims = options.claims;
        this.policy = options.policy;
    }
}

/** An answer that another try would not change. */
export const isLasting = (error: unknown): error is AzureError => error instanceof AzureError && !isPassing(error);

/** Worth another try later. */
export const isPassing = (error: unknown): error is AzureError =>
    error instanceof AzureError && ['throttled', 'unavailable', 'credential-refused'].includes(error.kind);
