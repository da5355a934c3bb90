import type { AuditRun, TenantState } from '../domain/audit-run.ts';
import type { Discovery } from '../domain/customer.ts';
import type { AttestedLink, AttestedProduct, EndingRole, ReportedChange } from '../domain/report.ts';
import type { CountedInvites } from '../domain/report/funnel.ts';
import type { MissingRow } from '../domain/report/missing.ts';
import type { Some } from '../domain/some.ts';

/** What a report is made from. Reading it costs what is missing, changed, failed or seen in part, not what exists. */
export interface ReportSource {
    /** Finished runs, the one that finished last first. */
    runs(most: number): Promise<AuditRun[]>;
    tenants(runId: string, only: 'failed' | 'partial'): AsyncIterable<TenantState>;
    /** What a run found different. */
    changes(runId: string): AsyncIterable<ReportedChange>;
    /** Page by page, always in the same order. */
    missing(): AsyncIterable<readonly MissingRow[]>;
    /** How much of each customer's tenant the last audit could see: only a list needs it, and it costs as many as there are. */
    discoveries(): Promise<ReadonlyMap<string, Discovery>>;
    /** Subscriptions that are covered until a time before this one, the next to end first. */
    endingBefore(time: Date, most: number): Promise<Some<EndingRole>>;
    /** What customers say of Azure and nobody else can see, the last that was invited first. */
    attested(most: number): Promise<AttestedLink[]>;
    /** What customers say of other products; lapsed ones first. */
    attestedProducts(most: number): Promise<AttestedProduct[]>;
    /** Undefined for a tenant that is no customer any more. */
    customerName(tenantId: string): Promise<string | undefined>;
    invites(): Promise<CountedInvites>;
}
