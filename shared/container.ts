import type { TokenCredential } from '@azure/core-auth';
import type { ServiceBusClient } from '@azure/service-bus';
import pLimit from 'p-limit';
import { buildAccess } from './access-module.ts';
import { lateAdminAzure } from './adapters/azure/late-admin-azure.ts';
import { watchRequests } from './adapters/azure/http-client.ts';
import { lateAzure } from './adapters/azure/late-azure.ts';
import { lateSignIn } from './adapters/entra/late-sign-in.ts';
import { lateIdentity } from './adapters/late-identity.ts';
import { sendGridMailer } from './adapters/sendgrid/mailer.ts';
import { serviceBusClient } from './adapters/service-bus/client.ts';
import { serviceBusProbe } from './adapters/service-bus/probe.ts';
import { serviceBusQueue } from './adapters/service-bus/queue.ts';
import { systemClock, systemPause, systemRandom } from './adapters/system.ts';
import { autoInviteTable } from './adapters/tables/auto-invites.ts';
import { tableClient } from './adapters/tables/client.ts';
import { deadLetterTable } from './adapters/tables/dead-letters.ts';
import { inviteTable } from './adapters/tables/invites.ts';
import { mailboxTable } from './adapters/tables/mailboxes.ts';
import { shortLivedTable } from './adapters/tables/short-lived.ts';
import { tableOver } from './adapters/tables/table.ts';
import type { Table } from './adapters/tables/table.ts';
import { tenantLockTable } from './adapters/tables/tenant-locks.ts';
import { buildAudit } from './audit-module.ts';
import type { Config, Connection } from './config.ts';
import { eligibleRoles } from './domain/eligible-roles.ts';
import { signInCookies } from './http/sign-in-cookies.ts';
import { buildOps, opsGlances } from './ops-module.ts';
import { lazily } from './lazily.ts';
import type { Clock } from './ports/clock.ts';
import type { Queue, QueueMessages, QueueName } from './ports/queue.ts';
import { noTelemetry } from './ports/telemetry.ts';
import type { Telemetry } from './ports/telemetry.ts';
import { buildRecords } from './records-module.ts';
import { buildReports } from './report-module.ts';
import { tracedQueue } from './telemetry/traced-queue.ts';
import { watchedDeadLetters } from './telemetry/watched-dead-letters.ts';
import { watchedInvites } from './telemetry/watched-invites.ts';
import { watchedMailer } from './telemetry/watched-mailer.ts';
import { autoInvite } from './use-cases/invites/auto-invite.ts';
import { homePrincipal } from './use-cases/attach/home-principal.ts';
import { recogniseCovered } from './use-cases/audit/recognise-covered.ts';
import { askOfTenant } from './use-cases/invites/ask-of-tenant.ts';
import { recogniseStanding } from './use-cases/invites/recognise-standing.ts';
import { startAudit } from './use-cases/audit/start-audit.ts';
import { subscriptionNames } from './use-cases/invites/subscription-names.ts';
import { brandOf } from './views/brand/brand.ts';
import { wear } from './views/brand/worn.ts';
import { mailComposer } from './views/mail/mail-composer.ts';

/** The app's own identity towards storage and broker, where they are reached by identity. */
const identityFor = (connection: Connection) => (): TokenCredential =>
    lateIdentity(connection.kind === 'identity' ? connection.clientId : undefined);

/**
 * Everything that the functions need, wired once for the process: the only place where a client of an
 * SDK is made.
 *
 * @param telemetry watches all of it
 * @param clock what the time is for all of it
 */
export function buildContainer(config: Config, telemetry: Telemetry = noTelemetry, clock: Clock = systemClock) {
    const { tracing, meters } = telemetry;
    if (telemetry !== noTelemetry) watchRequests(telemetry);
    const random = systemRandom;
    const tableIdentity = lazily(identityFor(config.tables));
    // One for each: whoever uses a table first sees to it that it is there, for all.
    const openTables = new Map<string, Table>();
    const tables = (name: string): Table => {
        const table = openTables.get(name) ?? tableOver(() => tableClient(config.tables, tableIdentity, name));
        openTables.set(name, table);
        return table;
    };
    const openServiceBus: ServiceBusClient[] = [];
    const serviceBus = lazily(async () => {
        const client = await serviceBusClient(config.serviceBus, identityFor(config.serviceBus));
        openServiceBus.push(client);
        return client;
    });
    const queue = <Body>(name: QueueName): Queue<Body> =>
        tracedQueue(name, serviceBusQueue<Body>(serviceBus, name), tracing);
    const queues = {
        'outbound-mail': queue<QueueMessages['outbound-mail']>('outbound-mail'),
        'attach-requests': queue<QueueMessages['attach-requests']>('attach-requests'),
        'audit-tenants': queue<QueueMessages['audit-tenants']>('audit-tenants'),
    } as const;

    const azure = lateAzure(config);
    const invites = watchedInvites(inviteTable(tables('invites')), telemetry);
    const locks = tenantLockTable(tables('tenantlocks'), clock);
    const shortLived = shortLivedTable(tables('shortlived'), clock);
    const mailboxes = mailboxTable(tables('mailboxes'), clock);
    const deadLetters = watchedDeadLetters(deadLetterTable(tables('deadletters')), meters);
    const mailer = watchedMailer(sendGridMailer(config, clock), telemetry);
    const { partner } = config;
    wear(brandOf(partner.brand));
    const limit = pLimit(config.mail.concurrency);
    const relationshipRules = {
        ...config.products,
        partnerTenantId: partner.tenantId,
        partnerId: partner.defaultId,
    };
    const reading = { azure, locks, clock, random, partner, eligibleRoles: eligibleRoles(config.eligibleRoles) };
    const inviting = {
        ...{ partner, products: config.products, rules: config.invites, azure, invites },
        ...{ mailboxes, shortLived, clock, random },
        mailQueue: queues['outbound-mail'],
        autoInvite: config.autoInvite,
        autoInvites: autoInviteTable(tables('autoinvites'), clock),
    };
    const audit = buildAudit({
        config,
        clock,
        random,
        tables,
        queues,
        azure,
        locks,
        eligibleRoles: reading.eligibleRoles,
        deadLetters,
        meters,
        onCovered: (tenantId, ids, invited) => recogniseCovered({ invites, clock }, tenantId, ids, invited),
        onNewlyMissing: (found, log) => autoInvite({ ...inviting, customers: audit.customers }, found, log),
        onAgreementChanged: (tenantId, changedAt) => askOfTenant({ invites, clock }, tenantId, changedAt),
        onRunFinished: async () => {
            const { audits, subscriptions } = audit;
            const auditArchive = records.auditArchive;
            // What cannot be done now is done when the next run has finished.
            await recogniseStanding({ invites, audits, auditArchive, subscriptions, clock }).catch(() => undefined);
            await ops.onRunFinished();
        },
    });

    const mailQueue = queues['outbound-mail'];
    const report = buildReports({ config, tables, audit, invites, mailer, mailQueue, limit, clock, random });
    const glances = opsGlances(tables);
    const records = buildRecords({ config, tables, audit, invites, deadLetters, glances, clock, random });
    const ops = buildOps({ tables, glances, source: report.source, audit, invites, deadLetters, clock });

    return {
        partner,
        products: config.products,
        confirmationMode: config.confirmationMode,
        publicBaseUrl: config.publicBaseUrl,
        portal: config.portal,
        signIn: lateSignIn(config),
        adminAzure: lateAdminAzure(config),
        cookies: signInCookies({ ...config, clock }),
        pause: systemPause,
        linkSigningKeys: config.linkSigningKeys,
        rules: config.invites,
        sweepAfterSeconds: config.sweepAfterSeconds,
        schedule: config.schedules.sweep,
        webhookPublicKey: config.mail.webhookPublicKey,
        partnerTenantId: partner.tenantId,
        clock,
        random,
        azure,
        invites,
        customers: audit.customers,
        linkBase: audit.customerRoutes.linkBase,
        locks,
        subscriptions: audit.subscriptions,
        mailboxes,
        autoInvite: inviting.autoInvite,
        autoInvites: inviting.autoInvites,
        remindSchedule: config.schedules.remind,
        remindAfterDays: config.remindAfterDays,
        said: config.products.said,
        relationshipRules,
        shortLived,
        deadLetters,
        queues,
        mailQueue,
        attachQueue: queues['attach-requests'],
        mailer,
        composer: mailComposer({ ...partner, mode: config.confirmationMode, relationshipRules }),
        names: subscriptionNames({
            ...reading,
            invites,
            records: audit.subscriptions,
            confirmationMode: config.confirmationMode,
        }),
        eligibleRoles: reading.eligibleRoles,
        homePrincipal: homePrincipal(azure, partner.tenantId),
        limit,
        ...buildAccess(config, clock),
        broker: serviceBusProbe(serviceBus, Object.keys(queues)),
        audit,
        records,
        report,
        sweepAudits: audit.sweep.bind(audit),
        sweepReports: report.sweep.bind(report),
        opsReads: ops.reads,
        sweepGlances: ops.sweep.bind(ops),
        giveUpReport: report.giveUp.bind(report),
        retryReport: report.retry.bind(report),
        failAuditTenant: audit.failTenant.bind(audit),
        startAuditRun: async (log: Parameters<typeof startAudit>[1]): Promise<void> => {
            await startAudit(audit, log);
        },
        /** Lets go of what holds connections. */
        close: async (): Promise<void> => {
            await Promise.all(openServiceBus.map((client) => client.close()));
        },
    };
}

export type Container = ReturnType<typeof buildContainer>;
