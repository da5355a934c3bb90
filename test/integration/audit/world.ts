import { randomBytes } from 'node:crypto';
import { tableClient } from '../../../shared/adapters/tables/client.ts';
import { auditStore } from '../../../shared/adapters/tables/audit-runs.ts';
import { delegationStore } from '../../../shared/adapters/tables/delegated-rows.ts';
import { customerStore } from '../../../shared/adapters/tables/customers.ts';
import { subscriptionStore } from '../../../shared/adapters/tables/subscriptions.ts';
import { tableOver } from '../../../shared/adapters/tables/table.ts';
import { tenantLockTable } from '../../../shared/adapters/tables/tenant-locks.ts';
import type { Row, Table } from '../../../shared/adapters/tables/table.ts';
import { eligibleRoles } from '../../../shared/domain/eligible-roles.ts';
import type { Log } from '../../../shared/ports/log.ts';
import type { QueueMessages } from '../../../shared/ports/queue.ts';
import type { AuditDeps, AuditSettings } from '../../../shared/use-cases/audit/audit-deps.ts';
import { delegationsByRun } from '../../../shared/use-cases/audit/delegations.ts';
import { runAuditTenant } from '../../../shared/use-cases/audit/run-audit-tenant.ts';
import { startAudit } from '../../../shared/use-cases/audit/start-audit.ts';
import { sweepAudits } from '../../../shared/use-cases/audit/sweep-audits.ts';
import { startTables } from '../../../local/tables.ts';
import type { LocalTables } from '../../../local/tables.ts';
import { memoryAzure, SUPPORT } from '../../support/memory-azure.ts';
import type { MemoryTenant } from '../../support/memory-azure.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { watchedTable } from '../../support/watched-table.ts';

export const HOME = '04000000-0000-4000-8000-000000000001';
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const NAMES = ['customers', 'subscriptions', 'missingpartners', 'auditruns', 'tenantlocks'] as const;
type TableName = (typeof NAMES)[number];

/** Stands for the process dying at this line. */
export class Crash extends Error {}

let tables: LocalTables;
export const openTables = async () => {
    tables = await startTables({ port: 0, dir: undefined });
};
export const closeTables = () => tables.close();

const realTable = (name: string): Table =>
    tableOver(() =>
        tableClient(
            { kind: 'connection-string', connectionString: tables.connectionString },
            () => {
                throw new Error('A connection string needs no credential.');
            },
            name,
        ),
    );

/** The audit over real tables, or over such in memory where there are many rows, with time, queue and Azure in hand. */
export function makeWorld(settings: Partial<AuditSettings> = {}, over: 'real tables' | 'memory' = 'real tables') {
    const suffix = `w${randomBytes(6).toString('hex')}`;
    const clock = { at: Date.parse('2026-11-21T05:00:00.000Z'), now: () => new Date(clock.at) };
    const azure = memoryAzure(HOME);
    azure.tenants.set(HOME, { principalId: 'home-principal', subscriptions: [], roles: {} });
    const covered: string[] = [];
    const newlyMissing: string[] = [];
    /** Tenants of a changed agreement, and when that was seen. */
    const agreementsChanged: { tenantId: string; changedAt: string }[] = [];
    const writes = new Map<TableName, number>();
    /** Counts down the calls to tables and queue; the process dies where it reaches 0. */
    const fuse = { left: Infinity, calls: 0 };
    const burn = () => {
        fuse.calls += 1;
        fuse.left -= 1;
        if (fuse.left < 0) throw new Crash('the process died');
    };
    const raw = new Map<TableName, Table>();
    const table = (name: TableName): Table => {
        const real = over === 'memory' ? memoryTable() : realTable(`${name}${suffix}`);
        raw.set(name, real);
        return watchedTable(real, ({ isWrite, rows }) => {
            burn();
            if (isWrite) writes.set(name, (writes.get(name) ?? 0) + rows);
        });
    };
    const queue = memoryQueue<QueueMessages['audit-tenants']>(burn);
    const [customersTable, subscriptionsTable, missingTable, runsTable, locksTable] = NAMES.map(table) as [
        Table,
        Table,
        Table,
        Table,
        Table,
    ];
    const locks = tenantLockTable(locksTable, clock);
    const deps: AuditDeps = {
        settings: {
            homeTenantId: HOME,
            defaultPartnerId: '314159',
            excludedOffers: ['FreeTrial_*'],
            confirmation: 'signin',
            deadlineMinutes: 60,
            sweepAfterSeconds: 60,
            partSize: 500,
            sliceMs: 40_000,
            ...settings,
        },
        clock,
        random: { fraction: () => 0, bytes: (count) => randomBytes(count) },
        customers: customerStore(customersTable),
        subscriptions: subscriptionStore(subscriptionsTable, missingTable, clock),
        audits: auditStore(runsTable),
        queue,
        azure,
        eligibleRoles: eligibleRoles(),
        // Whoever puts another Azure in its place means this too.
        delegations: delegationsByRun({
            azure: { tenant: (tenantId) => deps.azure.tenant(tenantId) },
            locks,
            clock,
            store: delegationStore(runsTable),
            homeTenantId: settings.homeTenantId ?? HOME,
        }),
        locks,
        onCovered: (_tenantId, subscriptionIds) => {
            covered.push(...subscriptionIds);
            return Promise.resolve();
        },
        onNewlyMissing: (found) => {
            newlyMissing.push(...found.newlyMissing.map(({ subscriptionId }) => subscriptionId));
            return Promise.resolve();
        },
        onAgreementChanged: (tenantId, changedAt) => {
            agreementsChanged.push({ tenantId, changedAt });
            return Promise.resolve();
        },
    };

    const rowsOf = async (name: TableName): Promise<Row[]> => {
        const rows: Row[] = [];
        const real = raw.get(name);
        if (real === undefined) throw new Error(`no table ${name}`);
        for await (const { value } of real.scan("PartitionKey ge ''")) rows.push(value);
        return rows;
    };

    const isOver = async () => {
        for await (const _run of deps.audits.openRuns()) return false;
        return true;
    };

    /** Delivers what is due, a redelivery after a crash included. */
    async function deliver(): Promise<number> {
        let count = 0;
        for (let next = queue.take(clock.now()); next !== undefined; next = queue.take(clock.now())) {
            await runAuditTenant(deps, next.body, quiet);
            count += 1;
        }
        return count;
    }

    /** Lets time pass, with the sweep every 20 s, until no run is open. */
    async function settle(mostMinutes = 120): Promise<void> {
        const until = clock.at + mostMinutes * 60_000;
        while (clock.at < until) {
            await deliver();
            if (await isOver()) return;
            clock.at += 20_000;
            await sweepAudits(deps, quiet);
        }
        throw new Error('The runs do not end.');
    }

    async function audit() {
        const { id } = await startAudit(deps, quiet);
        await settle();
        const run = (await deps.audits.get(id))?.value;
        if (run === undefined || run.result === null) throw new Error('The run has not finished.');
        return { ...run, ...run.result };
    }

    return {
        ...{ clock, azure, covered, newlyMissing, agreementsChanged, writes, fuse, queue, deps },
        ...{ rowsOf, tables: raw, deliver, settle, audit, isOver },
    };
}

export type World = ReturnType<typeof makeWorld>;

const OWN_LINK = { partnerId: '314159', partnerName: 'Fourth Coffee', state: 'Active' };

export const subscription = (
    tenantId: string,
    subscriptionId: string,
    over: { state?: string; quotaId?: string } = {},
) => ({
    subscriptionId,
    tenantId,
    displayName: `Name of ${subscriptionId}`,
    state: 'Enabled',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    ...over,
});

export const roleAt = (scope: string, roleDefinitionId = SUPPORT) => ({ roleDefinitionId, scope });
export const rootOf = (tenantId: string) => `/providers/Microsoft.Management/managementGroups/${tenantId}`;

/** Adds a customer whose tenant has these subscriptions, each with an eligible role of ours; linked unless said otherwise. */
export async function addTenant(
    world: World,
    tenantId: string,
    subscriptionIds: readonly string[],
    over: Partial<MemoryTenant> = {},
): Promise<MemoryTenant> {
    const tenant: MemoryTenant = {
        principalId: `principal-${tenantId}`,
        link: OWN_LINK,
        subscriptions: subscriptionIds.map((id) => subscription(tenantId, id)),
        roles: Object.fromEntries(subscriptionIds.map((id) => [id, [roleAt(`/subscriptions/${id}`)]])),
        ...over,
    };
    world.azure.tenants.set(tenantId, tenant);
    await world.deps.customers.put(tenantId, { name: `Customer ${tenantId}` });
    return tenant;
}

export const recordsOf = async (world: World, tenantId: string) => {
    const { records, unsettled } = await world.deps.subscriptions.ofTenant(tenantId);
    return { unsettled, records: Object.fromEntries([...records].map(([id, { value }]) => [id, value])) };
};

export const missingIds = async (world: World) =>
    (await world.deps.subscriptions.missing({ limit: 1000 })).items.map(({ subscriptionId }) => subscriptionId);
