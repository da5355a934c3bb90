import type { AuditStore } from '../../ports/audit-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { DeadLetterStore } from '../../ports/dead-letter-store.ts';
import type { GlanceStore } from '../../ports/glance-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { InvitePages, MissingPages, TenantOutcomes } from '../../ports/ops-source.ts';
import type { ReportSource } from '../../ports/report-source.ts';

/** What the operations pages are read from. */
export interface OpsDeps {
    glances: GlanceStore;
    /** What a report tells too. */
    source: Pick<ReportSource, 'runs' | 'tenants' | 'changes' | 'customerName' | 'invites' | 'discoveries'>;
    audits: Pick<AuditStore, 'get' | 'openRuns' | 'latestFinished' | 'recentFinished' | 'tenantStates' | 'changesOf'>;
    outcomes: TenantOutcomes;
    missing: MissingPages;
    customers: Pick<CustomerStore, 'get' | 'all'>;
    invites: Pick<InviteStore, 'get' | 'list'>;
    invitePages: InvitePages;
    deadLetters: Pick<DeadLetterStore, 'list'>;
    clock: Clock;
}
