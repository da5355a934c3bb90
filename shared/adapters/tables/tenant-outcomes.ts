import type { TenantOutcomes } from '../../ports/ops-source.ts';
import { DONE, outcomeKey, readOutcome, runPartition } from './audit-run-rows.ts';
import { withPrefix } from './table.ts';
import type { Table } from './table.ts';

/** @param table of audit runs: see `audit-runs.ts` */
export const tenantOutcomes = (table: Table): TenantOutcomes => ({
    of: async (runId, tenantId) => {
        const found = await table.get(runPartition(runId), outcomeKey(tenantId));
        return found && readOutcome(found.value);
    },
    all: async function* (runId) {
        for await (const { value } of table.scan(withPrefix(runPartition(runId), DONE))) yield readOutcome(value);
    },
});
