import type { AuditRun } from '../../shared/domain/audit-run.ts';
import type { DeadLetter } from '../../shared/domain/dead-letter.ts';
import { daysBetween } from '../../shared/domain/days-between.ts';
import { AppError } from '../../shared/domain/errors.ts';
import { isGuided } from '../../shared/domain/invite.ts';
import type { Invite } from '../../shared/domain/invite.ts';
import { countMissing } from '../../shared/domain/ops/count-missing.ts';
import type { CustomerStory, OpsCustomer } from '../../shared/domain/ops/customer-list.ts';
import { CUSTOMER_KEY_PARTS, CUSTOMER_ORDERS, fitsCustomer } from '../../shared/domain/ops/customer-orders.ts';
import { firstOf } from '../../shared/domain/ops/first-of.ts';
import {
    fitsInvite,
    INVITE_KEY_PARTS,
    INVITE_ORDER,
    inviteStory,
    listedInvite,
} from '../../shared/domain/ops/invite-view.ts';
import { PAGE_LENGTH } from '../../shared/domain/ops/looked.ts';
import { fitsMissing, MISSING_KEY_PARTS, MISSING_ORDERS } from '../../shared/domain/ops/missing-orders.ts';
import { keyIn } from '../../shared/domain/ops/order.ts';
import type { Order } from '../../shared/domain/ops/order.ts';
import type { OpsOverview } from '../../shared/domain/ops/overview.ts';
import { runView } from '../../shared/domain/ops/run-view.ts';
import { standingOf } from '../../shared/domain/products/standing.ts';
import type { RunStory } from '../../shared/domain/ops/runs.ts';
import { funnelOf, noGuided, noInvites } from '../../shared/domain/report/funnel.ts';
import type { CountedInvites } from '../../shared/domain/report/funnel.ts';
import { listed } from '../../shared/domain/report/listed.ts';
import type { MissingRow } from '../../shared/domain/report/missing.ts';
import type { GlanceName, OpsReads } from '../../shared/ports/ops-reads.ts';

/** What the operations pages show, in memory: put into the lists what there is to see. */
export interface MemoryOps extends OpsReads {
    /** What the clock says, ISO 8601 UTC. */
    now: string;
    readonly listed: MissingRow[];
    readonly known: OpsCustomer[];
    readonly stories: Map<string, Partial<Omit<CustomerStory, 'asOf'>> & Pick<CustomerStory, 'customer'>>;
    readonly invited: Invite[];
    /** The one that was started last first. */
    readonly audited: AuditRun[];
    readonly troubles: Map<string, Pick<RunStory, 'failed' | 'partial'>>;
    readonly letters: DeadLetter[];
    /** Of the latest finished run, where there is one. */
    readonly coverage: {
        -readonly [Part in 'changes' | 'changed' | 'failed' | 'partial']?: NonNullable<OpsOverview['coverage']>[Part];
    };
    /** Each call of `refresh`. */
    readonly refreshed: (readonly GlanceName[])[];
}

const NO_CHANGES = { newlyMissing: 0, new: 0, migrated: 0, moved: 0, gone: 0, recovered: 0 };

const pageOf = <Item>(
    items: readonly Item[],
    order: Order<Item>,
    parts: number,
    cursor: string | undefined,
    fits: (item: Item) => boolean,
) => {
    const first = firstOf(order, PAGE_LENGTH, cursor === undefined ? undefined : keyIn(order, cursor, parts));
    for (const item of items) if (fits(item)) first.add(item);
    return { ...first.result(), looked: { searched: items.length, isComplete: true } };
};

const notFound = (): AppError => new AppError('not-found', 'There is no such thing.');

export function memoryOps(now = '2026-11-21T12:00:00.000Z'): MemoryOps {
    const isWaiting = ({ retriedAt }: DeadLetter) => retriedAt === null;
    const withDays = (row: MissingRow) => ({ ...row, days: daysBetween(row.missingSince, ops.now) });
    const waiting = () => ({ count: ops.letters.filter(isWaiting).length, isComplete: true });
    const finished = () =>
        ops.audited.flatMap((run) => {
            const { finishedAt, ...view } = runView(run);
            return finishedAt === null || view.totals === null ? [] : [{ ...view, finishedAt, totals: view.totals }];
        });
    const running = () => ops.audited.map((run) => runView(run)).filter(({ status }) => status === 'running');
    const inviteCounts = (): CountedInvites => {
        const counts = noInvites();
        const guided: CountedInvites['guided'] = {};
        for (const invite of ops.invited) {
            if (!isGuided(invite)) counts[invite.status] += 1;
            else (guided[invite.product] ??= noGuided())[standingOf(invite)] += 1;
        }
        return { counts, guided, isComplete: true };
    };
    const coverage = (): OpsOverview['coverage'] => {
        const [latest] = finished();
        if (latest === undefined) return null;
        const trend = finished().map(({ id, finishedAt, totals }) => ({ runId: id, finishedAt, totals }));
        const given = {
            changes: NO_CHANGES,
            changed: [],
            failed: { count: 0, items: [] },
            partial: 0,
            ...ops.coverage,
        };
        return { run: latest, totals: latest.totals, trend: trend.reverse(), ...given };
    };

    const ops: MemoryOps = {
        now,
        listed: [],
        known: [],
        stories: new Map(),
        invited: [],
        audited: [],
        troubles: new Map(),
        letters: [],
        coverage: {},
        refreshed: [],
        overview: () =>
            Promise.resolve({
                asOf: ops.now,
                coverage: coverage(),
                funnel: { ...funnelOf(inviteCounts()), asOf: ops.now },
                running: running(),
                deadLetters: waiting(),
            }),
        running: () => Promise.resolve(running()),
        missing: async ({ sort, cursor, ...wanted }) => {
            await Promise.resolve();
            const page = pageOf(ops.listed, MISSING_ORDERS[sort], MISSING_KEY_PARTS[sort], cursor, fitsMissing(wanted));
            const counts = countMissing(ops.now);
            for (const row of ops.listed) counts.add(row);
            const isAudited = finished().length > 0;
            return { asOf: ops.now, counts: counts.result(), isAudited, ...page, items: page.items.map(withDays) };
        },
        customers: async ({ sort, cursor, ...wanted }) => {
            await Promise.resolve();
            const order = CUSTOMER_ORDERS[sort];
            return {
                asOf: ops.now,
                ...pageOf(ops.known, order, CUSTOMER_KEY_PARTS[sort], cursor, fitsCustomer(wanted)),
            };
        },
        customer: async (tenantId) => {
            await Promise.resolve();
            const story = ops.stories.get(tenantId);
            if (story === undefined) throw notFound();
            const missing = ops.listed.filter((row) => row.tenantId === tenantId).map(withDays);
            const invites = ops.invited.filter((invite) => invite.tenantId === tenantId).map(listedInvite);
            const byHand = invites.filter(({ product }) => product !== 'azure');
            const ofAzure = invites.filter(({ product }) => product === 'azure');
            return {
                asOf: ops.now,
                isAudited: true,
                byHand,
                standing: null,
                missing: { count: missing.length, items: missing.slice(0, PAGE_LENGTH) },
                attachedSince: [],
                invites: ofAzure,
                changes: [],
                audits: [],
                ...story,
            };
        },
        invites: async ({ cursor, ...wanted }) => {
            await Promise.resolve();
            const all = ops.invited.map(listedInvite);
            return { asOf: ops.now, ...pageOf(all, INVITE_ORDER, INVITE_KEY_PARTS, cursor, fitsInvite(wanted)) };
        },
        invite: async (id) => {
            await Promise.resolve();
            const found = ops.invited.find((invite) => invite.id === id);
            if (found === undefined) throw notFound();
            const lead = found.lead ?? found.id;
            const together = ops.invited.filter((one) => one.id !== id && (one.lead === lead || one.id === lead));
            return inviteStory(found, new Date(ops.now), together);
        },
        runs: () =>
            Promise.resolve({
                asOf: ops.now,
                items: ops.audited.map((run) => runView(run)),
                cursor: null,
                looked: { searched: ops.audited.length, isComplete: true },
            }),
        run: async (id) => {
            await Promise.resolve();
            const found = ops.audited.find((run) => run.id === id);
            if (found === undefined) throw notFound();
            const none = { failed: { count: 0, items: [] }, partial: { count: 0, items: [] } };
            return { asOf: ops.now, run: runView(found), ...(ops.troubles.get(id) ?? none) };
        },
        deadLetters: () =>
            Promise.resolve({
                asOf: ops.now,
                items: ops.letters,
                cursor: null,
                looked: { searched: ops.letters.length, isComplete: true },
                waiting: waiting(),
            }),
        everyMissing: async function* (wanted) {
            await Promise.resolve();
            const seen = new Map(ops.known.map(({ tenantId, discovery }) => [tenantId, discovery]));
            yield ops.listed.filter(fitsMissing(wanted)).map(listed(seen));
        },
        everyInvite: async function* (wanted) {
            await Promise.resolve();
            yield ops.invited.map(listedInvite).filter(fitsInvite(wanted));
        },
        refresh: async (names) => {
            await Promise.resolve();
            ops.refreshed.push(names);
        },
    };
    return ops;
}
