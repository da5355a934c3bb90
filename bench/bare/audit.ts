import { app } from '@azure/functions';
import { odata } from '@azure/data-tables';
import type { TransactionAction } from '@azure/data-tables';
import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { recordToRow } from '../../shared/adapters/tables/subscription-rows.ts';
import { bareTenant } from '../bare-azure.ts';
import { recordsOf } from '../ops/rows.ts';
import { ARM, isThere, senderTo, tableOf } from './clients.ts';

/** The most that a transaction takes. */
const ROWS_AT_ONCE = 100;
/** As many questions at once as the app asks of a tenant. */
const QUESTIONS_AT_ONCE = 4;
/** So many agreements are read of a tenant where none is known yet, as the app does. */
const AGREEMENTS = 3;

const ROOT = 'providers/Microsoft.Management/managementGroups/';

const [customers, records] = [tableOf('customers'), tableOf('subscriptions')];
const [runs, locks] = [tableOf('auditruns'), tableOf('tenantlocks')];
const send = senderTo('audit-tenants');

interface Run {
    id: string;
    status: 'running' | 'finished';
    startedAt: string;
    finishedAt: string;
    tenants: { expected: number; done: number };
}

/** What the runs come to; a crash would lose it, which the rows of the tenants would not. */
const known = new Map<string, Run>();

const write = async (table: typeof runs, actions: TransactionAction[]): Promise<void> => {
    for (let start = 0; start < actions.length; start += ROWS_AT_ONCE) {
        await table.submitTransaction(actions.slice(start, start + ROWS_AT_ONCE));
    }
};

/** A row of the app's own, so that what is written is as large. */
const [sample] = recordsOf({ tenantId: 'tenant', objectId: '', subscriptionIds: ['one', 'two'] }, Date.now()).slice(1);
const recordRow = sample === undefined ? {} : recordToRow(sample);

const start = async (): Promise<Run> => {
    const tenantIds: string[] = [];
    const rows = customers.listEntities({ queryOptions: { filter: odata`RowKey eq ${'customer'}` } });
    for await (const { partitionKey = '' } of rows) tenantIds.push(partitionKey);
    const id = randomUUID();
    const startedAt = new Date().toISOString();
    const run: Run = {
        id,
        status: 'running',
        startedAt,
        finishedAt: '',
        tenants: { expected: tenantIds.length, done: 0 },
    };
    known.set(id, run);
    await runs.createEntity({ partitionKey: id, rowKey: 'run', startedAt });
    await write(
        runs,
        tenantIds.map((tenantId) => [
            'create',
            { partitionKey: id, rowKey: `pending|${tenantId}`, attempt: 1, dueAt: startedAt },
        ]),
    );
    await Promise.all(tenantIds.map((tenantId) => send(`${id}:${tenantId}:1`, { runId: id, tenantId, attempt: 1 })));
    return run;
};

/** Writes what is new of a tenant, while a row says that it is being written. */
const record = async (runId: string, tenantId: string, ids: readonly string[]): Promise<void> => {
    const put = (row: object): TransactionAction => [
        'upsert',
        row as { partitionKey: string; rowKey: string },
        'Replace',
    ];
    await write(
        records,
        ids.map((rowKey) => put({ partitionKey: '~places', rowKey, tenantId, lastOf: '' })),
    );
    await write(
        runs,
        ids.map((id) => {
            const change = {
                tenantId,
                customerName: tenantId,
                subscriptionId: id,
                displayName: id,
                what: 'new',
                to: 'covered',
            };
            return put({ partitionKey: runId, rowKey: `change|${tenantId}|${id}|new`, ...change });
        }),
    );
    const lease = { partitionKey: tenantId, rowKey: '~unsettled' };
    await records.createEntity(lease);
    await write(
        records,
        ids.map((rowKey) => put({ ...recordRow, partitionKey: tenantId, rowKey })),
    );
    await records.deleteEntity(tenantId, lease.rowKey);
};

/**
 * What the audit of a tenant cannot do without. Its task, which a conditional write takes in hand; the run, which may be
 * over by now; whether the tenant has to wait; who the customer is and which subscriptions are known of it, in one partition; what was known before;
 * signing in; the pages of subscriptions, the link, and the roles with their ends: above the whole tenant, which tells
 * whether all of it is seen, and of each subscription, as here each has its role at itself. Where
 * something is new: where it is, without which nobody could tell that one moved, what the run says of it, and the
 * record, written while a row says so, as the lists of what is missing cannot change in the same transaction. Then the
 * customer is looked at as it is by then, as of one that was deleted meanwhile nothing may be left; the outcome takes the
 * place of the task, and it is looked whether it was the last one. The agreements of a few are read, as a subscription
 * that moves to another one shows nowhere else. Left out, though the app does it: what others delegate to the partner.
 */
const auditTenant = async (runId: string, tenantId: string): Promise<void> => {
    const task = await runs.getEntity(runId, `pending|${tenantId}`);
    await runs.getEntity(runId, 'run');
    const [partitionKey, rowKey] = [runId, `pending|${tenantId}`];
    await runs.updateEntity({ partitionKey, rowKey, attempt: 2 }, 'Replace', { etag: task.etag });
    if (await isThere(() => locks.getEntity(tenantId, 'arm-hold'))) throw new Error('ARM is held.');
    const filter = odata`PartitionKey eq ${tenantId}`;
    const subscriptions = customers.listEntities({ queryOptions: { filter } });
    let invited = 0;
    for await (const { rowKey: key = '' } of subscriptions) if (key !== 'customer') invited += 1;
    const before = new Set<string>();
    for await (const row of records.listEntities({ queryOptions: { filter } })) before.add(row.rowKey ?? '');

    const tenant = bareTenant(ARM, tenantId);
    const principalId = await tenant.principalId();
    const ids = await tenant.subscriptions();
    await tenant.link();
    // Forbidden there is the rule: nothing of ours stands above the whole tenant.
    await tenant.rolesWithEnds(ROOT + tenantId, principalId).catch(() => 0);
    await pLimit(QUESTIONS_AT_ONCE).map(ids, (id) => tenant.rolesWithEnds(`subscriptions/${id}`, principalId));

    const [first, ...others] = ids.slice(0, AGREEMENTS);
    // Forbidden for one, it is forbidden for all.
    if (first !== undefined && (await tenant.agreement(first)) !== 403) await Promise.all(others.map(tenant.agreement));
    const fresh = ids.filter((id) => !before.has(id));
    if (invited > ids.length) throw new Error('More are known than there are.');
    if (fresh.length > 0) await record(runId, tenantId, fresh);
    await customers.getEntity(tenantId, 'customer');
    await write(runs, [
        ['delete', { partitionKey, rowKey }],
        ['upsert', { partitionKey, rowKey: `done|${tenantId}`, outcome: 'done', covered: ids.length }, 'Replace'],
    ]);
    const pending = odata`PartitionKey eq ${runId} and RowKey ge ${'pending|'} and RowKey lt ${'pending}'}`;
    await runs
        .listEntities({ queryOptions: { filter: pending } })
        .byPage({ maxPageSize: 1 })
        .next();
};

const done = (run: Run | undefined): void => {
    if (run === undefined) return;
    run.tenants.done += 1;
    if (run.tenants.done < run.tenants.expected) return;
    run.status = 'finished';
    run.finishedAt = new Date().toISOString();
};

export const registerBareAudit = (): void => {
    app.http('audit-runs-start', {
        methods: ['POST'],
        route: 'audit/runs',
        authLevel: 'function',
        handler: async () => ({ status: 202, jsonBody: await start() }),
    });
    app.http('audit-runs-get', {
        methods: ['GET'],
        route: 'audit/runs/{id}',
        authLevel: 'function',
        handler: (request) => ({ status: 200, jsonBody: known.get(request.params.id ?? '') }),
    });
    app.serviceBusQueue('audit-tenant', {
        connection: 'ServiceBusConnection',
        queueName: 'audit-tenants',
        handler: async (message) => {
            const { runId, tenantId } = message as { runId: string; tenantId: string };
            await auditTenant(runId, tenantId);
            done(known.get(runId));
        },
    });
};
