import type { AuditArchive } from '../../ports/audit-archive.ts';
import type { AuditStore } from '../../ports/audit-store.ts';

export interface LastLookDependencies {
    audits: Pick<AuditStore, 'recentFinished'>;
    auditArchive: Pick<AuditArchive, 'outcomeOf'>;
}

/** A finished run that got through a tenant. */
export interface Look {
    runId: string;
    startedAt: string;
    finishedAt: string;
}

const PAGE = 50;
/** So many runs are looked back at: a tenant that failed in all of them has not been seen for long. */
const MOST_RUNS = 200;

/** The last finished run in which this tenant was done; null where it is none of the recent ones. */
export async function lastLook({ audits, auditArchive }: LastLookDependencies, tenantId: string): Promise<Look | null> {
    let continuation: string | undefined;
    for (let seen = 0; seen < MOST_RUNS; seen += PAGE) {
        const page = await audits.recentFinished({ limit: PAGE, continuation });
        for (const { id, startedAt, finishedAt } of page.items) {
            if (finishedAt === null || (await auditArchive.outcomeOf(id, tenantId)) !== 'done') continue;
            return { runId: id, startedAt, finishedAt };
        }
        continuation = page.continuation;
        if (continuation === undefined) return null;
    }
    return null;
}
