import { odata } from '@azure/data-tables';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import pLimit from 'p-limit';
import { bareTenant } from '../bare-azure.ts';
import type { Measure } from '../measure.ts';
import type { Stack } from '../stack.ts';
import { timed } from '../timing.ts';
import { waitFor } from '../wait.ts';
import type { BenchTenant } from '../world.ts';

const RUN_SECONDS = 300;
/** As many as host.json lets a function have, and as many questions at once as the app asks of a tenant. */
const TENANTS_AT_ONCE = 16;
const QUESTIONS_AT_ONCE = 4;
/** The most that a transaction takes. */
const ROWS_AT_ONCE = 100;
/** What the service adds to a row. */
const NOT_OURS = ['etag', 'timestamp', 'odata.metadata'];

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

/** The partition that says where each subscription is. */
const PLACES = '~places';

/** Forgets every subscription, so that the next run finds all of them new. */
const forget = async (table: TableClient, { tenants }: Stack): Promise<void> => {
    for (const partition of [...tenants.map(({ tenantId }) => tenantId), PLACES]) {
        const deletions: TransactionAction[] = [];
        const rows = table.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${partition}` } });
        for await (const { partitionKey = '', rowKey = '' } of rows) {
            deletions.push(['delete', { partitionKey, rowKey }]);
        }
        for (let start = 0; start < deletions.length; start += ROWS_AT_ONCE) {
            await table.submitTransaction(deletions.slice(start, start + ROWS_AT_ONCE));
        }
    }
};

/** Lists the pages of all tenants and does with each what is asked, and nothing else. */
const bareAudit = (
    { run, tenants }: Stack,
    then: (of: BenchTenant, tenant: ReturnType<typeof bareTenant>, ids: string[]) => Promise<unknown>,
): Promise<unknown> =>
    pLimit(TENANTS_AT_ONCE).map(tenants, async (of) => {
        const tenant = bareTenant(run.arm, of);
        const ids = await tenant.subscriptions();
        if (ids.length !== of.subscriptionIds.length) throw new Error('Not all subscriptions are listed.');
        await then(of, tenant, ids);
    });

/** What tells whether a tenant's subscriptions are covered: here each has its role at itself, so each is asked for. */
const ask = async (tenant: ReturnType<typeof bareTenant>, ids: readonly string[]): Promise<void> => {
    await tenant.link();
    await pLimit(QUESTIONS_AT_ONCE).map(ids, tenant.roles);
};

/** The columns of a row of the app's own, so that what the floor writes is as large. */
const columnsOf = async (table: TableClient, partitionKey: string, rowKey: string) => {
    const found = await table.getEntity(partitionKey, rowKey);
    return Object.fromEntries(Object.entries(found).filter(([name]) => !NOT_OURS.includes(name)));
};

/**
 * Lists the pages, asks what has to be asked, and writes two rows for each subscription, in full transactions: the record,
 * and where the subscription is, without which nobody could tell that one moved. Not in the floor, though the app does
 * it: looking what was known before, what the run says of each that is new, leases, and the run's own rows.
 */
const listAskAndWrite = async (stack: Stack, from: TableClient, to: TableClient): Promise<number> => {
    const [first] = stack.tenants;
    const [tenantId = '', subscriptionId = ''] = [first?.tenantId, first?.subscriptionIds[0]];
    const record = await columnsOf(from, tenantId, subscriptionId);
    const place = await columnsOf(from, PLACES, subscriptionId);
    const write = async (partitionKey: string, columns: object, ids: readonly string[]) => {
        for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
            const rows = ids.slice(start, start + ROWS_AT_ONCE).map((rowKey) => ({ ...columns, partitionKey, rowKey }));
            await to.submitTransaction(rows.map((row): TransactionAction => ['upsert', row, 'Replace']));
        }
    };
    return await timed(() =>
        bareAudit(stack, async (of, tenant, ids) => {
            await ask(tenant, ids);
            await write(of.tenantId, record, ids);
            await write(PLACES, place, ids);
        }),
    );
};

/** Lists the pages and asks what an audit that writes nothing cannot do without. */
const listAndAsk = (stack: Stack): Promise<number> =>
    timed(() => bareAudit(stack, (_of, tenant, ids) => ask(tenant, ids)));

const measureOf = (name: string, stack: Stack, before: () => Promise<void>, floor: () => Promise<number>): Measure => {
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
        floor: async () => rate(await floor()),
    };
};

/** An audit that finds every subscription new; see `listAskAndWrite` for what it cannot do without. */
export const auditMeasure = async (stack: Stack): Promise<Measure> => {
    const subscriptions = await stack.table('subscriptions');
    const floorRows = await stack.table('benchrows');
    return measureOf(
        'audit',
        stack,
        () => forget(subscriptions, stack),
        () => listAskAndWrite(stack, subscriptions, floorRows),
    );
};

/** An audit that finds what the one before found; the round that warms up makes sure that there was one. */
export const unchangedAuditMeasure = (stack: Stack): Promise<Measure> =>
    Promise.resolve(
        measureOf(
            'audit-unchanged',
            stack,
            () => Promise.resolve(),
            () => listAndAsk(stack),
        ),
    );
