import type { LimitFunction } from 'p-limit';
import { endingRoles } from './adapters/tables/ending-roles.ts';
import { inviteCounts } from './adapters/tables/invite-counts.ts';
import { reportTable } from './adapters/tables/reports.ts';
import type { Table } from './adapters/tables/table.ts';
import type { AuditModule } from './audit-module.ts';
import type { Config } from './config.ts';
import { reportCsv } from './http/report-csv.ts';
import type { Clock, Random } from './ports/clock.ts';
import type { InviteStore } from './ports/invite-store.ts';
import type { Log } from './ports/log.ts';
import type { Mailer } from './ports/mailer.ts';
import type { Queue, QueueMessages, ReportMessage } from './ports/queue.ts';
import type { ReportDeps } from './use-cases/report/deps.ts';
import { reportSource } from './use-cases/report/report-source.ts';
import { giveUpReport, retryReport, sweepReports } from './use-cases/report/see-to-reports.ts';
import { reportComposer } from './views/report/report-composer.ts';

/** What the report is built from. */
export interface ReportParts {
    config: Config;
    /** A table by its name. */
    tables: (name: string) => Table;
    audit: Pick<AuditModule, 'audits' | 'customers' | 'subscriptions'>;
    invites: InviteStore;
    mailer: Mailer;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    limit: LimitFunction;
    clock: Clock;
    random: Random;
}

export interface ReportModule extends ReportDeps {
    /** For the page. */
    partner: { name: string; contact: string };
    /** NCRONTAB. */
    schedule: string;
    /** For the sweep timer. */
    sweep(log: Log): Promise<void>;
    /** For the function on the dead-letter queue. */
    giveUp(message: ReportMessage, detail: string): Promise<void>;
    /** For what is done again by hand. */
    retry(reportId: string, log: Log): Promise<boolean>;
}

/** The report on its table `reports`, over what audits and invites keep. */
export function buildReports(parts: ReportParts): ReportModule {
    const { config, tables, audit, invites, mailer, mailQueue, limit, clock, random } = parts;
    const { name, contact } = config.partner;
    const counts = inviteCounts(tables('invites'));
    const ending = endingRoles(tables('missingpartners'));
    const deps: ReportDeps = {
        recipients: config.report.recipients,
        sweepAfterSeconds: config.sweepAfterSeconds,
        reports: reportTable(tables('reports')),
        source: reportSource({ ...audit, invites, counts, ending }),
        composer: reportComposer(name),
        list: reportCsv,
        mailer,
        mailQueue,
        limit,
        clock,
        random,
    };
    return {
        ...deps,
        partner: { name, contact },
        schedule: config.schedules.report,
        sweep: (log) => sweepReports(deps, log),
        giveUp: (message, detail) => giveUpReport(deps, message, detail),
        retry: (reportId, log) => retryReport(deps, reportId, log),
    };
}
