import { auditStore } from '../../../shared/adapters/tables/audit-runs.ts';
import { customerStore } from '../../../shared/adapters/tables/customers.ts';
import { deadLetterTable } from '../../../shared/adapters/tables/dead-letters.ts';
import { inviteCounts } from '../../../shared/adapters/tables/invite-counts.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { missingRow as missingTableRow } from '../../../shared/adapters/tables/missing-rows.ts';
import { subscriptionStore } from '../../../shared/adapters/tables/subscriptions.ts';
import type { Change, Table } from '../../../shared/adapters/tables/table.ts';
import { transactAll } from '../../../shared/adapters/tables/transact-all.ts';
import { noChanges, noTotals } from '../../../shared/domain/audit-run.ts';
import type { TenantOutcome, Totals } from '../../../shared/domain/audit-run.ts';
import type { SubscriptionRecord } from '../../../shared/domain/subscription-record.ts';
import type { AzureInvite, GuidedInvite } from '../../../shared/domain/invite.ts';
import { issue } from '../../../shared/domain/new-invite.ts';
import type { GuidedProduct } from '../../../shared/domain/products/product.ts';
import type { MissingRow } from '../../../shared/domain/report/missing.ts';
import { newWork } from '../../../shared/domain/work.ts';
import { buildOps, opsGlances } from '../../../shared/ops-module.ts';
import type { Log } from '../../../shared/ports/log.ts';
import { finishIfDone } from '../../../shared/use-cases/audit/finish-audit.ts';
import { reportSource } from '../../../shared/use-cases/report/report-source.ts';
import { guidedInvite } from '../../support/guided-invites.ts';
import { watchedTable } from '../../support/watched-table.ts';
import { missingRow } from '../../unit/report/samples.ts';

export const START = Date.parse('2026-11-21T05:00:00.000Z');
export const MINUTE_MS = 60_000;

/** Totals of nine subscriptions. */
export const totals = (missing: number): Totals => ({ ...noTotals(), subscriptions: 9, covered: 9 - missing, missing });

/** Customer number `n`. */
export const tenantNo = (n: number): string => `7e000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The data behind the operations pages over tables of which each call is seen. */
export function makeWorld(makeTable: () => Table) {
    const clock = { at: START, now: () => new Date(clock.at) };
    const calls: { table: string; operation: keyof Table; isWrite: boolean }[] = [];
    const logged: string[] = [];
    const log: Log = {
        info: () => undefined,
        warn: (...of) => void logged.push(JSON.stringify(of)),
        error: () => undefined,
    };
    /** What happens before a call; throwing stands for an outage. */
    const on: { call: (table: string, operation: keyof Table) => void | Promise<void> } = { call: () => undefined };
    const raw = new Map<string, Table>();
    const rawTable = (name: string): Table => {
        const table = raw.get(name) ?? makeTable();
        raw.set(name, table);
        return table;
    };
    const tables = (name: string): Table =>
        watchedTable(rawTable(name), ({ operation, isWrite }) => {
            calls.push({ table: name, operation, isWrite });
            void on.call(name, operation);
        });

    // What stands in the tables is put there from outside.
    const audits = auditStore(rawTable('auditruns'));
    const customers = customerStore(rawTable('customers'));
    const invites = inviteTable(rawTable('invites'));
    const deadLetters = deadLetterTable(rawTable('deadletters'));

    const glances = opsGlances(tables);
    const ops = buildOps({
        tables,
        glances,
        source: reportSource({
            audits: auditStore(tables('auditruns')),
            customers: customerStore(tables('customers')),
            subscriptions: subscriptionStore(tables('subscriptions'), tables('missingpartners'), clock),
            invites: inviteTable(tables('invites')),
            counts: inviteCounts(tables('invites')),
            ending: { before: () => Promise.resolve({ count: 0, items: [] }) },
        }),
        audit: { audits: auditStore(tables('auditruns')), customers: customerStore(tables('customers')) },
        invites: inviteTable(tables('invites')),
        deadLetters: deadLetterTable(tables('deadletters')),
        clock,
    });

    /** Puts rows into the list of what is missing. */
    async function miss(rows: readonly MissingRow[]): Promise<void> {
        const changes = rows.map((row): Change => {
            const made = missingTableRow({ ...row, coverage: 'missing' } as unknown as SubscriptionRecord);
            if (made === undefined) throw new Error('It is not missing.');
            return { kind: 'upsert', row: made };
        });
        await transactAll(rawTable('missingpartners'), 'missing', changes);
    }

    /** About a product that is attached by hand, all of one tenant that no audit goes through. */
    async function inviteByHand(
        product: GuidedProduct,
        n: number,
        over: Partial<GuidedInvite> = {},
    ): Promise<GuidedInvite> {
        const subject = { product, tenantId: tenantNo(700), subscriptionId: null, productName: `Plan ${n}` };
        const at = new Date(START + n * MINUTE_MS);
        const next = { ...guidedInvite(subject, invites.newId(subject), at), ...over };
        const written = await invites.insert(next);
        if (written.kind !== 'written') throw new Error(written.kind);
        return next;
    }

    /** An invite, issued so many minutes after the start; in another tenant for each number. */
    async function invite(n: number, over: Partial<AzureInvite> = {}): Promise<AzureInvite> {
        const subscriptionId = `5b000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
        const made = issue(
            {
                id: invites.newId({ product: 'azure', subscriptionId }),
                product: 'azure',
                subscriptionId,
                subscriptionName: `Subscription ${n}`,
                tenantId: tenantNo(n),
                partnerId: '314159',
                partnerName: 'Fourth Coffee',
                adminEmail: `admin${n}@contoso.example`,
                customerName: `Customer ${n}`,
                note: null,
                locale: null,
                invitedBy: null,
                allowReplace: false,
                expiresInDays: 14,
                seed: 's'.repeat(32),
            },
            new Date(START + n * MINUTE_MS),
        );
        const next = { ...made, ...over };
        const written = await invites.insert(next);
        if (written.kind !== 'written') throw new Error(written.kind);
        return next;
    }

    const runOf = (id: string) => {
        const at = clock.now().toISOString();
        return { id, status: 'running' as const, startedAt: at, planningSince: at, finishedAt: null, result: null };
    };
    const outcome = (tenantId: string, over: Partial<TenantOutcome>): TenantOutcome => ({
        tenantId,
        outcome: 'done',
        partial: false,
        reason: null,
        totals: noTotals(),
        changes: noChanges(),
        ...over,
    });

    /** A run with what became of its tenants so far; of one of them nothing yet where `pending` says so. */
    async function run(id: string, outcomes: readonly Partial<TenantOutcome>[], pending = 0): Promise<void> {
        const tasks = async function* () {
            await Promise.resolve();
            for (let n = 0; n < outcomes.length + pending; n += 1) {
                const tenantId = outcomes[n]?.tenantId ?? tenantNo(n + 1);
                yield { runId: id, tenantId, work: newWork(clock.now()), cursor: null, begun: false };
            }
        };
        await audits.open({ ...runOf(id), expected: outcomes.length + pending });
        await audits.addTasks(id, tasks());
        for (const [n, one] of outcomes.entries()) await audits.settleTask(id, outcome(tenantNo(n + 1), one));
        const drop = () => Promise.resolve();
        await finishIfDone(
            { audits, clock, delegations: { drop } } as unknown as Parameters<typeof finishIfDone>[0],
            id,
        );
    }

    /** Forgets the calls so far, does something, and gives its calls. */
    async function callsOf<T>(action: () => Promise<T>): Promise<{ result: T; made: typeof calls }> {
        calls.length = 0;
        const result = await action();
        return { result, made: [...calls] };
    }

    return {
        ...{ clock, on, log, logged, ops, reads: ops.reads, glances, rawTable },
        ...{ audits, customers, invites, deadLetters, miss, invite, inviteByHand, run, callsOf },
        sweep: () => ops.sweep(log),
        /** So many missing subscriptions, each first seen a minute after the one before. */
        missMany: (count: number, over: (n: number) => Partial<MissingRow> = () => ({})) =>
            miss(
                Array.from({ length: count }, (_, n) => {
                    const at = new Date(START - (count - n) * MINUTE_MS).toISOString();
                    return missingRow(n, { firstSeenAt: at, missingSince: at, ...over(n) });
                }),
            ),
    };
}

export type World = ReturnType<typeof makeWorld>;
