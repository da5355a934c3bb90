import { odata } from '@azure/data-tables';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import pLimit from 'p-limit';
import { bareTenant } from '../bare-azure.ts';
import type { Measure } from '../measure.ts';
import type { Stack } from '../stack.ts';
import { timed } from '../timing.ts';
import { waitFor } from '../wait.ts';

const RUN_SECONDS = 300;
/** As many as host.json lets a function have, and as many questions at once as the app asks of a tenant. */
const TENANTS_AT_ONCE = 16;
const QUESTIONS_AT_ONCE = 4;

interface AuditRun {
    id: string;
    status: string;
    startedAt: string;
    finishedAt: string;
    tenants: { expected: number; done: number };
}

/** One run to its end; how long it took by what it says itself, in milliseconds. */
const audit = async ({ api, tenants }: Stack): Promise<number> => {
    const { id } = JSON.parse(await api(202, 'POST', '/api/audit/runs')) as AuditRun;
    const run = await waitFor(
        'the end of the audit',
        async () => {
            const found = JSON.parse(await api(200, 'GET', `/api/audit/runs/${id}`)) as AuditRun;
            return found.status === 'finished' ? found : undefined;
        },
        RUN_SECONDS,
    );
    if (run.tenants.done !== tenants.length) throw new Error(`Only ${run.tenants.done} tenants were audited.`);
    return Date.parse(run.finishedAt) - Date.parse(run.startedAt);
};

/** Forgets every subscription, so that the next run finds all of them new. */
const forget = async (table: TableClient, { tenants }: Stack): Promise<void> => {
    for (const { tenantId } of tenants) {
        const deletions: TransactionAction[] = [];
        const rows = table.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${tenantId}` } });
        for await (const { partitionKey = '', rowKey = '' } of rows) {
            deletions.push(['delete', { partitionKey, rowKey }]);
        }
        if (deletions.length > 0) await table.submitTransaction(deletions);
    }
};

/** The questions that an audit of all tenants cannot do without, and nothing else. */
const bareAudit = ({ run, tenants }: Stack): Promise<unknown> =>
    pLimit(TENANTS_AT_ONCE).map(tenants, async (of) => {
        const tenant = bareTenant(run.arm, of);
        await tenant.link();
        const ids = await tenant.subscriptions();
        if (ids.length !== of.subscriptionIds.length) throw new Error('Not all subscriptions are listed.');
        await pLimit(QUESTIONS_AT_ONCE).map(ids, tenant.roles);
    });

const measureOf = (name: string, stack: Stack, before: () => Promise<void>): Measure => {
    const count = stack.tenants.flatMap(({ subscriptionIds }) => subscriptionIds).length;
    const rate = (milliseconds: number) => (count / milliseconds) * 1000;
    return {
        name,
        unit: 'subscriptions/s',
        higherIsBetter: true,
        rounds: 3,
        value: async () => {
            await before();
            return rate(await audit(stack));
        },
        floor: async () => rate(await timed(() => bareAudit(stack))),
    };
};

/** An audit that finds every subscription new. */
export const auditMeasure = async (stack: Stack): Promise<Measure> => {
    const subscriptions = await stack.table('subscriptions');
    return measureOf('audit', stack, () => forget(subscriptions, stack));
};

/** An audit that finds what the one before found; the round that warms up makes sure that there was one. */
export const unchangedAuditMeasure = (stack: Stack): Promise<Measure> =>
    Promise.resolve(measureOf('audit-unchanged', stack, () => Promise.resolve()));
