import pLimit from 'p-limit';
import type { TenantState } from '../../domain/audit-run.ts';
import type { Report, ReportedTenant } from '../../domain/report.ts';
import type { Some } from '../../domain/some.ts';
import type { ReportSource } from '../../ports/report-source.ts';

/** So many tenants are named; the rest is counted. */
const MOST_NAMED = 50;
const READS_AT_ONCE = 16;

type Source = Pick<ReportSource, 'tenants' | 'customerName'>;

const withNames = (source: Source, tenants: readonly TenantState[]): Promise<(TenantState & ReportedTenant)[]> =>
    pLimit(READS_AT_ONCE).map(tenants, async (tenant) => ({
        ...tenant,
        customerName: (await source.customerName(tenant.tenantId)) ?? null,
    }));

/** The tenants that a run could not audit. */
export async function failedTenants(source: Source, runId: string): Promise<Report['failed']> {
    const kept: TenantState[] = [];
    let count = 0;
    for await (const tenant of source.tenants(runId, 'failed')) {
        if (count < MOST_NAMED) kept.push(tenant);
        count += 1;
    }
    const items = (await withNames(source, kept)).map(({ tenantId, customerName, reason }) => ({
        tenantId,
        customerName,
        reason: reason ?? 'unknown',
    }));
    return { count, items };
}

/** The tenants of which a run could not see everything, and the IDs of all of them. */
export async function partialTenants(
    source: Source,
    runId: string,
): Promise<{ partial: Some<ReportedTenant>; partialIds: string[] }> {
    const kept: TenantState[] = [];
    const partialIds: string[] = [];
    for await (const tenant of source.tenants(runId, 'partial')) {
        if (partialIds.length < MOST_NAMED) kept.push(tenant);
        partialIds.push(tenant.tenantId);
    }
    const items = (await withNames(source, kept)).map(({ tenantId, customerName }) => ({ tenantId, customerName }));
    return { partial: { count: partialIds.length, items }, partialIds };
}
