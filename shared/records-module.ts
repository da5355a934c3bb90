import { auditArchive } from './adapters/tables/audit-archive.ts';
import { autoInviteTable } from './adapters/tables/auto-invites.ts';
import { inviteArchive } from './adapters/tables/invite-archive.ts';
import { reportArchive } from './adapters/tables/report-archive.ts';
import { reportTable } from './adapters/tables/reports.ts';
import type { Table } from './adapters/tables/table.ts';
import type { AuditModule } from './audit-module.ts';
import type { Config } from './config.ts';
import type { Clock, Random } from './ports/clock.ts';
import type { DeadLetterStore } from './ports/dead-letter-store.ts';
import type { GlanceStore } from './ports/glance-store.ts';
import type { InviteStore } from './ports/invite-store.ts';
import type { Log } from './ports/log.ts';
import { eraseCustomer } from './use-cases/records/erase-customer.ts';
import type { Erased } from './use-cases/records/erase-customer.ts';
import type { EvidenceDependencies } from './use-cases/records/evidence.ts';
import type { RetentionDependencies } from './use-cases/records/retention.ts';

/** What the keeping of records is built from. */
export interface RecordsParts {
    config: Pick<Config, 'partner' | 'retention' | 'schedules'>;
    /** A table by its name. */
    tables: (name: string) => Table;
    audit: Pick<AuditModule, 'customers' | 'subscriptions' | 'audits'>;
    invites: InviteStore;
    deadLetters: DeadLetterStore;
    /** What pages show of a customer as well: emptied when one goes, and made again without it. */
    glances: Pick<GlanceStore, 'clear'>;
    clock: Clock;
    random: Random;
}

export type RecordsModule = RetentionDependencies &
    EvidenceDependencies & {
        /** NCRONTAB. */
        retentionSchedule: string;
        eraseCustomer(tenantId: string, log: Log): Promise<Erased>;
        customers: AuditModule['customers'];
        subscriptions: AuditModule['subscriptions'];
        glances: Pick<GlanceStore, 'clear'>;
    };

/** Copies count as nothing that was kept. Last, so that nobody makes them again from what is still there. */
const copiesIn = (glances: Pick<GlanceStore, 'clear'>) => ({
    deleteTenant: async (): Promise<number> => {
        await glances.clear();
        return 0;
    },
});

/** How long things are kept, that they go when they have to, and what they are evidence of meanwhile. */
export function buildRecords({ config, tables, audit, ...parts }: RecordsParts): RecordsModule {
    const { customers, subscriptions, audits } = audit;
    const runs = auditArchive(tables('auditruns'));
    const beside = [autoInviteTable(tables('autoinvites'), parts.clock), runs, copiesIn(parts.glances)];
    const deps = {
        ...parts,
        customers,
        subscriptions,
        audits,
        retention: config.retention,
        inviteArchive: inviteArchive(tables('invites')),
        auditArchive: runs,
        reports: reportTable(tables('reports')),
        reportArchive: reportArchive(tables('reports')),
        identity: { applicationId: config.partner.clientId, homeTenantId: config.partner.tenantId },
    };
    return {
        ...deps,
        retentionSchedule: config.schedules.retention,
        eraseCustomer: (tenantId, log) => eraseCustomer({ ...deps, beside }, tenantId, log),
    };
}
