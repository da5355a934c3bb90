import type { CoverageReason } from '../../domain/coverage-reason.ts';
import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { Confirmation } from '../../domain/next-steps.ts';
import type { AuditStore } from '../../ports/audit-store.ts';
import type { Azure } from '../../ports/azure.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import type { Delegations } from './delegations.ts';
import type { Waits } from './heeding.ts';

/** What the audit is measured by. */
export interface AuditSettings {
    /** The partner's own tenant, where Azure Lighthouse delegates to. */
    homeTenantId: string;
    /** The partner ID of a customer without one of its own. */
    defaultPartnerId: string;
    /** quotaIds that programmes do not count, `*` at the end for any ending. */
    excludedOffers: readonly string[];
    /** How customers confirm. */
    confirmation: Confirmation;
    /** A run ends at the latest so long after its start. */
    deadlineMinutes: number;
    /** What is so long past due is sent again. */
    sweepAfterSeconds: number;
    /** So many subscriptions of a tenant are read, and written, before the next are. */
    partSize: number;
    /** After so long of reading, in ms, a tenant is put off in favour of others. */
    sliceMs: number;
}

/** A subscription that a run found without a partner of record and nobody had seen covered before. */
export interface NewlyMissing {
    subscriptionId: string;
    displayName: string;
    reason: CoverageReason;
}

export interface AuditDeps {
    settings: AuditSettings;
    clock: Clock;
    random: Random;
    customers: CustomerStore;
    subscriptions: SubscriptionStore;
    audits: AuditStore;
    queue: Queue<QueueMessages['audit-tenants']>;
    azure: Azure;
    eligibleRoles: EligibleRoles;
    /** What Azure Lighthouse delegates to us, as far as one run is concerned. */
    delegations: Delegations;
    /** One wait per principal: what ARM told an attach counts for the audit too, and the other way round. */
    locks: Waits;
    /**
     * Told before it is recorded that subscriptions of a tenant became covered, so perhaps more than once; whoever
     * listens must end the same.
     *
     * @param invited those of the tenant that invites had made known when its audit began
     */
    onCovered(tenantId: string, subscriptionIds: readonly string[], invited: readonly string[]): Promise<void>;
    /**
     * Told when a tenant's records are written and before it counts as done, so perhaps more than once; whoever listens
     * must end the same. Not told of what was covered and is so no more: that may be the customer's will.
     */
    onNewlyMissing(found: { tenantId: string; newlyMissing: NewlyMissing[] }, log: Log): Promise<void>;
    /**
     * Told at the end of every audit of a tenant, for some days after a change of its agreement was seen; whoever listens
     * must end the same. An error fails no audit: the next one tells it again.
     *
     * @param changedAt when the last change was seen, ISO 8601 UTC
     */
    onAgreementChanged(tenantId: string, changedAt: string, log: Log): Promise<void>;
}
