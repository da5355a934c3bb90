import type { Config } from './config.ts';
import { auditStore } from './adapters/tables/audit-runs.ts';
import { delegationStore } from './adapters/tables/delegated-rows.ts';
import { customerStore } from './adapters/tables/customers.ts';
import { subscriptionStore } from './adapters/tables/subscriptions.ts';
import type { Table } from './adapters/tables/table.ts';
import type { CustomerRoutes } from './http/customer-json.ts';
import type { EligibleRoles } from './domain/eligible-roles.ts';
import type { Azure } from './ports/azure.ts';
import type { Log } from './ports/log.ts';
import type { Meters } from './ports/meters.ts';
import type { TenantLocks } from './ports/tenant-locks.ts';
import type { QueueDependencies } from './queue/queue-function.ts';
import { watchedAudits } from './telemetry/watched-audits.ts';
import type { AuditDeps } from './use-cases/audit/audit-deps.ts';
import { delegationsByRun } from './use-cases/audit/delegations.ts';
import { failAuditTenant } from './use-cases/audit/finish-audit.ts';
import { tellingOfFinished } from './use-cases/ops/telling-of-finished.ts';
import { sweepAudits } from './use-cases/audit/sweep-audits.ts';

/** One transaction of each table. What a tenant at work takes is then nearly the same for small and large ones. */
const PART_SIZE = 100;
/** Beside the listing well within the five minutes for which the host renews the lock of a message. */
const SLICE_MS = 40_000;

/** What the customers and the audit are built from. */
export interface AuditParts extends QueueDependencies {
    config: Config;
    /** A table by its name. */
    tables: (name: string) => Table;
    azure: Azure;
    locks: TenantLocks;
    eligibleRoles: EligibleRoles;
    meters: Meters;
    /** See AuditDeps. */
    onCovered: AuditDeps['onCovered'];
    onNewlyMissing: AuditDeps['onNewlyMissing'];
    onAgreementChanged: AuditDeps['onAgreementChanged'];
    /** Told when a run has finished, perhaps more than once; never throws. */
    onRunFinished(): Promise<void>;
}

export interface AuditModule extends AuditDeps {
    /** For the routes of customers. */
    customerRoutes: CustomerRoutes;
    /** For the function on the queue. */
    queueDependencies: QueueDependencies;
    /** NCRONTAB. */
    schedule: string;
    /** For the sweep timer. */
    sweep(log: Log): Promise<void>;
    /** For the function on the dead-letter queue: the tenant counts as failed in its run. */
    failTenant(tenant: { runId: string; tenantId: string }, reason: string): Promise<void>;
}

/** Customers and audit on their tables: `customers`, `subscriptions`, `missingpartners`, `auditruns`. */
export function buildAudit(parts: AuditParts): AuditModule {
    const { config, clock, random, tables, azure, locks, eligibleRoles, queues, deadLetters } = parts;
    const { onCovered, onNewlyMissing, onAgreementChanged } = parts;
    const onRunFinished = () => parts.onRunFinished();
    const customers = customerStore(tables('customers'));
    const subscriptions = subscriptionStore(tables('subscriptions'), tables('missingpartners'), clock);
    const deps: AuditDeps = {
        settings: {
            homeTenantId: config.partner.tenantId,
            defaultPartnerId: config.partner.defaultId,
            excludedOffers: config.audit.excludedOffers,
            confirmation: config.confirmationMode,
            deadlineMinutes: config.audit.deadlineMinutes,
            sweepAfterSeconds: config.sweepAfterSeconds,
            partSize: PART_SIZE,
            sliceMs: SLICE_MS,
        },
        clock,
        random,
        customers,
        subscriptions,
        audits: tellingOfFinished(watchedAudits(auditStore(tables('auditruns')), parts.meters), onRunFinished),
        queue: queues['audit-tenants'],
        azure,
        eligibleRoles,
        delegations: delegationsByRun({
            azure,
            locks,
            clock,
            homeTenantId: config.partner.tenantId,
            store: delegationStore(tables('auditruns')),
        }),
        locks,
        onCovered,
        onNewlyMissing,
        onAgreementChanged,
    };
    return {
        ...deps,
        customerRoutes: {
            customers,
            subscriptions,
            partnerIds: config.partner.ids,
            linkBase: {
                confirmation: config.confirmationMode,
                publicBaseUrl: config.publicBaseUrl,
                defaultPartnerId: config.partner.defaultId,
            },
        },
        queueDependencies: { clock, random, deadLetters, queues },
        schedule: config.schedules.reconcile,
        sweep: (log) => sweepAudits(deps, log),
        failTenant: (tenant, reason) => failAuditTenant(deps, tenant, reason),
    };
}
