import { auditArchive } from '../../../shared/adapters/tables/audit-archive.ts';
import { auditStore } from '../../../shared/adapters/tables/audit-runs.ts';
import { inviteArchive } from '../../../shared/adapters/tables/invite-archive.ts';
import { reportArchive } from '../../../shared/adapters/tables/report-archive.ts';
import { reportTable } from '../../../shared/adapters/tables/reports.ts';
import { subscriptionStore } from '../../../shared/adapters/tables/subscriptions.ts';
import type { Row, Table } from '../../../shared/adapters/tables/table.ts';
import { nextRecord } from '../../../shared/domain/coverage-record.ts';
import type { Finding } from '../../../shared/domain/coverage-record.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import type { InviteRequest } from '../../../shared/use-cases/invites/invite-request.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { makeWorld as makeInviteWorld, quiet, REQUEST, SUBSCRIPTION, TENANT } from '../invites/world.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A subscription as an audit finds it that is covered. */
export const found = (subscriptionId: string): Finding => ({
    displayName: `Name of ${subscriptionId}`,
    state: 'Enabled',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    coverage: 'covered',
    reason: null,
    nextStep: null,
    via: 'serviceprincipal',
    role: {
        id: 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e',
        name: 'Support Request Contributor',
        scope: `/subscriptions/${subscriptionId}`,
    },
    coveredUntil: null,
});

/** The world of invites with what audits know beside it. */
export function makeWorld() {
    const world = makeInviteWorld();
    const { fuse, clock } = world;
    const raw = { subscriptions: memoryTable(), missing: memoryTable(), runs: memoryTable(), reports: memoryTable() };
    const subscriptions = subscriptionStore(fuse.around(raw.subscriptions), fuse.around(raw.missing), clock);
    const runs = fuse.around(raw.runs);
    const reports = fuse.around(raw.reports);
    const archive = auditArchive(runs);
    const deps = {
        ...world.deps,
        retention: { days: 365, runDays: 90 },
        subscriptions,
        audits: auditStore(runs),
        auditArchive: archive,
        reports: reportTable(reports),
        reportArchive: reportArchive(reports),
        inviteArchive: inviteArchive(fuse.around(world.raw.invites)),
        beside: [archive],
    };

    const rowsIn = async (...tables: Table[]): Promise<Row[]> => {
        const rows: Row[] = [];
        for (const table of tables) for await (const { value } of table.scan("PartitionKey ge ''")) rows.push(value);
        return rows;
    };

    const passDays = (days: number): void => {
        clock.at += days * DAY_MS;
    };

    /** As an audit records it, by what it found. */
    async function audited(finding: Partial<Finding> = {}, subscriptionId = SUBSCRIPTION, tenantId = TENANT) {
        const before = await subscriptions.ofTenant(tenantId);
        const of = { tenantId, customerName: 'Contoso', subscriptionId };
        const was = before.records.get(subscriptionId)?.value;
        const record = nextRecord(was, of, { ...found(subscriptionId), ...finding }, clock.now());
        expect(await subscriptions.save(tenantId, before, [record], [])).toBe('written');
    }

    /** Asked, and settled; nobody answered. */
    async function invited(request: Partial<InviteRequest> = {}): Promise<Invite> {
        const { id } = await issueInvite(world.deps, { ...REQUEST, ...request }, quiet);
        await world.settle();
        return await inviteOf(id);
    }

    /** Asked, saved and settled. */
    async function saved(request: Partial<InviteRequest> = {}): Promise<Invite> {
        const invite = await invited(request);
        await savePartner(world.deps, world.linkOf(invite), quiet);
        await world.settle();
        return await inviteOf(invite.id);
    }

    async function inviteOf(id: string): Promise<Invite> {
        const found = (await world.allInvites()).find((invite) => invite.id === id);
        if (found === undefined) throw new Error(`no invite ${id}`);
        return found;
    }

    return { ...world, records: raw, deps, rowsIn, passDays, audited, invited, saved, inviteOf };
}

export type World = ReturnType<typeof makeWorld>;
