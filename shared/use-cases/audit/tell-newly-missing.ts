import type { RunChange } from '../../domain/coverage-changes.ts';
import type { Log } from '../../ports/log.ts';
import type { AuditDeps, NewlyMissing } from './audit-deps.ts';

const isNews = ({ what, from }: RunChange): boolean =>
    what === 'new' || (what === 'newlyMissing' && from !== 'covered');

/**
 * Tells what this run found uncovered for the first time, by the rows that were written before the records were.
 *
 * @param missing whatever is missing of the tenant
 */
export async function tellNewlyMissing(
    deps: Pick<AuditDeps, 'audits' | 'onNewlyMissing'>,
    { runId, tenantId, changes }: { runId: string; tenantId: string; changes: readonly RunChange[] | undefined },
    missing: readonly NewlyMissing[],
    log: Log,
): Promise<void> {
    if (missing.length === 0) return;
    const news = new Set<string>();
    for await (const change of changes ?? deps.audits.changesOf(runId, tenantId)) {
        if (isNews(change)) news.add(change.subscriptionId);
    }
    const newlyMissing = missing.filter(({ subscriptionId }) => news.has(subscriptionId));
    if (newlyMissing.length > 0) await deps.onNewlyMissing({ tenantId, newlyMissing }, log);
}
