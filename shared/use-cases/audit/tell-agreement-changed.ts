import { describe } from '../../domain/describe-error.ts';
import type { Log } from '../../ports/log.ts';
import type { AuditDeps } from './audit-deps.ts';

/**
 * Tells whoever is concerned that a customer's agreement changed. Nobody's coverage hangs on it: what goes wrong fails no
 * audit, and is told again by the next.
 */
export async function tellAgreementChanged(
    deps: Pick<AuditDeps, 'onAgreementChanged'>,
    tenantId: string,
    changedAt: string | undefined,
    log: Log,
): Promise<void> {
    if (changedAt === undefined) return;
    try {
        await deps.onAgreementChanged(tenantId, changedAt, log);
    } catch (error) {
        log.error('nobody was told of a changed agreement', { tenantId, ...describe(error) });
    }
}
