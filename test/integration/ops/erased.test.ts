import { randomBytes } from 'node:crypto';
import { subscriptionStore } from '../../../shared/adapters/tables/subscriptions.ts';
import { noTotals } from '../../../shared/domain/audit-run.ts';
import { buildRecords } from '../../../shared/records-module.ts';
import type { RecordsParts } from '../../../shared/records-module.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { makeWorld, START, tenantNo } from './world.ts';

const [MALLORY, FABRIKAM] = [tenantNo(1), tenantNo(2)];

const config: RecordsParts['config'] = {
    partner: {
        clientId: 'fc000000-0000-4000-8000-00000000000a',
        tenantId: 'fc000000-0000-4000-8000-000000000001',
    } as RecordsParts['config']['partner'],
    retention: { days: 365, runDays: 90 },
    schedules: { retention: '0 0 3 * * *' } as RecordsParts['config']['schedules'],
};

describe('a customer that is erased', () => {
    it('is in no first view from then on, and the others still are', async () => {
        const world = makeWorld(memoryTable);
        const { audits, customers, invites, deadLetters, clock, glances, rawTable: tables } = world;
        const subscriptions = subscriptionStore(tables('subscriptions'), tables('missingpartners'), clock);
        const random = { fraction: () => 0, bytes: (count: number) => randomBytes(count) };
        const parts = { tables, invites, deadLetters, glances, clock, random };
        const records = buildRecords({ config, audit: { audits, customers, subscriptions }, ...parts });
        for (const [n, [tenantId, name]] of [
            [MALLORY, 'Mallory'] as const,
            [FABRIKAM, 'Fabrikam'] as const,
        ].entries()) {
            await customers.put(tenantId, { name });
            await world.missMany(1, () => ({
                tenantId,
                customerName: name,
                displayName: `of ${name}`,
                subscriptionId: name,
            }));
            await world.invite(n + 1, { customerName: name, adminEmail: `${name}@customer.example` });
            const change = { tenantId, customerName: name, subscriptionId: name, displayName: `of ${name}` };
            await audits.noteChanges('r1', [{ ...change, what: 'new', from: null, to: 'no-link' }]);
            await deadLetters.add({
                ...{
                    id: `d8000000000000-000000000000000${n}`,
                    queue: 'q',
                    messageId: name,
                    reason: 'bug',
                    detail: name,
                },
                ...{ about: { runId: 'r1', tenantId }, deadLetteredAt: new Date(START).toISOString(), retriedAt: null },
            });
        }
        const failed = { outcome: 'failed' as const, reason: 'deadline', totals: noTotals() };
        await world.run('r1', [failed, failed]);
        await world.sweep();
        const kept = async () => {
            const rows: string[] = [];
            for await (const { value } of tables('glances').scan("PartitionKey ge ''"))
                rows.push(JSON.stringify(value));
            return rows.join('\n');
        };
        const shown = async () => {
            const { reads } = world;
            const views = [reads.overview(), reads.missing({ sort: 'newest' }), reads.customers({ sort: 'missing' })];
            return JSON.stringify(
                await Promise.all([...views, reads.invites({}), reads.runs({}), reads.deadLetters({})]),
            );
        };
        expect((await kept()).match(/Mallory/g)?.length).toBeGreaterThan(10);

        await records.eraseCustomer(MALLORY, world.log);

        expect(await kept()).not.toContain('Mallory');
        const after = await shown();
        expect(after).not.toContain('Mallory');
        expect(after.match(/Fabrikam/g)?.length).toBeGreaterThan(5);
    });
});
