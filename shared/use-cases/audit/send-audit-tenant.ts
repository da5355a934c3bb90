import type { TenantTask } from '../../domain/audit-run.ts';
import type { AuditDeps } from './audit-deps.ts';

/** Sends the message of a task as it stands: a repeat has the same ID, and the broker drops it. */
export const sendAuditTenant = (
    { queue, clock }: Pick<AuditDeps, 'queue' | 'clock'>,
    { runId, tenantId, work }: TenantTask,
): Promise<void> => {
    const { attempt } = work;
    const dueAt = new Date(work.dueAt);
    return queue.send(
        { runId, tenantId, attempt },
        {
            messageId: `${runId}:${tenantId}:${attempt}`,
            notBefore: dueAt > clock.now() ? dueAt : undefined,
        },
    );
};
