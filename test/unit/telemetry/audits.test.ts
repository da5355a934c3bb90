import { noChanges, noTotals } from '../../../shared/domain/audit-run.ts';
import type { AuditRun } from '../../../shared/domain/audit-run.ts';
import { auditStore } from '../../../shared/adapters/tables/audit-runs.ts';
import { watchedAudits } from '../../../shared/telemetry/watched-audits.ts';
import { collectTelemetry } from '../../support/collected-telemetry.ts';
import { memoryTable } from '../../support/memory-table.ts';

const RUNNING: AuditRun = {
    id: 'r1',
    status: 'running',
    startedAt: '2026-11-21T05:00:00.000Z',
    planningSince: '2026-11-21T05:00:00.000Z',
    finishedAt: null,
    expected: 3,
    result: null,
};

const FINISHED: AuditRun = {
    ...RUNNING,
    status: 'finished',
    finishedAt: '2026-11-21T05:01:00.000Z',
    result: {
        tenants: { done: 2, failed: 1, partial: 1 },
        totals: { ...noTotals(), subscriptions: 9, covered: 5, missing: 4 },
        changes: noChanges(),
    },
};

describe('an audit', () => {
    it('is measured at its end, by the write that ends it and no other', async () => {
        const collected = collectTelemetry();
        const audits = watchedAudits(auditStore(memoryTable()), collected.telemetry.meters);
        await audits.open(RUNNING);
        const stored = await audits.get('r1');
        if (stored === undefined) throw new Error('The run is not there.');

        const written = [await audits.replace(stored, FINISHED), await audits.replace(stored, FINISHED)];
        const found = (await collected.points()).map(({ name, attributes, value }) => [
            name,
            ...Object.values(attributes),
            value,
        ]);
        await collected.telemetry.close();

        expect(written).toEqual(['written', 'conflict']);
        expect(found).toEqual([
            ['dpor.audit.subscriptions', 'covered', 5],
            ['dpor.audit.subscriptions', 'missing', 4],
            ['dpor.audit.subscriptions', 'excluded', 0],
            ['dpor.audit.subscriptions', 'inactive', 0],
            ['dpor.audit.subscriptions', 'unknown', 0],
            ['dpor.audit.tenants', 'done', 2],
            ['dpor.audit.tenants', 'failed', 1],
            ['dpor.audit.tenants', 'partial', 1],
        ]);
    });
});
