import type { RunChange } from '../domain/coverage-changes.ts';
import type { SubscriptionRecord } from '../domain/coverage-record.ts';
import type { Customer } from '../domain/customer.ts';
import type { Log } from '../ports/log.ts';
import type { AuditDeps, NewlyMissing } from './audit-deps.ts';

const isNews = ({ what, from }: RunChange): boolean =>
    what === 'new' || (what === 'newlyMissing' && from !== 'covered');

/** Tells what this run found uncovered for the first time, by the rows that were written before the records were. */
export async function tellNewlyMissing(
    deps: Pick<AuditDeps, 'audits' | 'onNewlyMissing'>,
    runId: string,
    { tenantId }: Customer,
    records: readonly SubscriptionRecord[],
    log: Log,
): Promise<void> {
    const news = new Set<string>();
    for await (const change of deps.audits.changesOf(runId, tenantId)) {
        if (isNews(change)) news.add(change.subscriptionId);
    }
    if (news.size === 0) return;
    const newlyMissing = records.flatMap(({ subscriptionId, displayName, coverage, reason }): NewlyMissing[] =>
        coverage === 'missing' && reason !== null && news.has(subscriptionId)
            ? [{ subscriptionId, displayName, reason }]
            : [],
    );
    if (newlyMissing.length > 0) await deps.onNewlyMissing({ tenantId, newlyMissing }, log);
}
