import { invitePages } from './adapters/tables/invite-pages.ts';
import { missingPages } from './adapters/tables/missing-pages.ts';
import type { Table } from './adapters/tables/table.ts';
import { tenantOutcomes } from './adapters/tables/tenant-outcomes.ts';
import type { AuditModule } from './audit-module.ts';
import type { Clock } from './ports/clock.ts';
import type { DeadLetterStore } from './ports/dead-letter-store.ts';
import type { GlanceStore } from './ports/glance-store.ts';
import type { InviteStore } from './ports/invite-store.ts';
import type { Log } from './ports/log.ts';
import { GLANCES } from './ports/ops-reads.ts';
import type { OpsReads } from './ports/ops-reads.ts';
import type { ReportSource } from './ports/report-source.ts';
import type { OpsDeps } from './use-cases/ops/deps.ts';
import { opsReads } from './use-cases/ops/ops-reads.ts';
import { refreshGlances, sweepGlances } from './use-cases/ops/refresh.ts';

/** What the data behind the operations pages is read from. */
export interface OpsParts {
    /** A table by its name. */
    tables: (name: string) => Table;
    glances: GlanceStore;
    source: ReportSource;
    audit: Pick<AuditModule, 'audits' | 'customers'>;
    invites: InviteStore;
    deadLetters: DeadLetterStore;
    clock: Clock;
}

export interface OpsModule {
    /** For the pages. */
    reads: OpsReads;
    /** For the sweep timer. */
    sweep(log: Log): Promise<void>;
    /** Never throws. */
    onRunFinished(): Promise<void>;
}

/** What could not be made now is made by the next sweep, and told of there. */
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What the operations pages show. */
export function opsReading({ tables, audit, ...parts }: OpsParts): OpsModule {
    const deps: OpsDeps = {
        ...parts,
        audits: audit.audits,
        customers: audit.customers,
        outcomes: tenantOutcomes(tables('auditruns')),
        missing: missingPages(tables('missingpartners')),
        invitePages: invitePages(tables('invites')),
    };
    return {
        reads: opsReads(deps),
        sweep: (log) => sweepGlances(deps, log),
        onRunFinished: () => refreshGlances(deps, GLANCES, silent),
    };
}
