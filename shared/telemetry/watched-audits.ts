import type { RunResult } from '../domain/audit-run.ts';
import type { AuditStore } from '../ports/audit-store.ts';
import type { Meters } from '../ports/meters.ts';

function measure(meters: Meters, { tenants, totals }: RunResult): void {
    for (const state of ['done', 'failed', 'partial'] as const) {
        if (tenants[state] > 0) meters.record('dpor.audit.tenants', tenants[state], { state });
    }
    for (const coverage of ['covered', 'missing', 'excluded', 'inactive', 'unknown'] as const) {
        meters.record('dpor.audit.subscriptions', totals[coverage], { coverage });
    }
}

/** The same runs, each measured by whoever's write finishes it: once. */
export const watchedAudits = (audits: AuditStore, meters: Meters): AuditStore => ({
    ...audits,
    replace: async (before, next) => {
        const written = await audits.replace(before, next);
        const isEnd = before.value.status !== 'finished' && next.status === 'finished';
        if (written === 'written' && isEnd && next.result !== null) measure(meters, next.result);
        return written;
    },
});
