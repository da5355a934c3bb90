import { invitePages } from './adapters/tables/invite-pages.ts';
import { missingPages } from './adapters/tables/missing-pages.ts';
import { tenantOutcomes } from './adapters/tables/tenant-outcomes.ts';
import type { OpsModule, OpsParts } from './ops-module.ts';
import type { Log } from './ports/log.ts';
import { GLANCES } from './ports/ops-reads.ts';
import type { OpsDeps } from './use-cases/ops/deps.ts';
import { opsReads } from './use-cases/ops/ops-reads.ts';
import { refreshGlances, sweepGlances } from './use-cases/ops/refresh.ts';

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
