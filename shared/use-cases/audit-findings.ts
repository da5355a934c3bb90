import pLimit from 'p-limit';
import { betterOf, takingWord, verdictOn } from '../domain/coverage.ts';
import type { CoverageFacts, Verdict } from '../domain/coverage.ts';
import type { Finding, SubscriptionRecord } from '../domain/coverage-record.ts';
import type { Discovery } from '../domain/customer.ts';
import { isLasting, isPassing } from '../ports/azure.ts';
import type { AzureError, AzureSubscription } from '../ports/azure.ts';
import { rolesAtRoot } from './audit-root.ts';
import type { TenantView, Way } from './audit-view.ts';
import { readRoles, verdictByWay } from './audit-way.ts';
import type { Roles, WayReading } from './audit-way.ts';

/** ARM's bucket is per principal, so more at once would only be throttled sooner. */
const QUESTIONS_AT_ONCE = 4;

/** What an audit found of a tenant, as far as it came. */
export interface Findings {
    /** By subscription ID; `removed` is no longer this tenant's. */
    found: ReadonlyMap<string, Finding | 'removed'>;
    /** The way by which anything was seen, the customer's own first; undefined where nothing was. */
    seenBy: Way['name'] | undefined;
    discovery: Discovery;
    /** Where it stopped: everything up to `cursor` is found. Undefined where it came to the end. */
    stopped: { cursor: string | null; error: AzureError | undefined } | undefined;
}

export interface FindingsInput extends WayReading {
    view: TenantView;
    /** What earlier audits knew. */
    records: ReadonlyMap<string, SubscriptionRecord>;
    /** IDs known from invites. */
    invited: readonly string[];
    /** IDs of which the customer said that they are linked by an account that we cannot see. */
    attested: ReadonlySet<string>;
    /** Everything up to this ID was read in this run and is in `records`. */
    cursor: string | null;
    /** Stops once this says so and something new was read. */
    isTimeUp: () => boolean;
}

/** Which subscriptions have been read so far that the next try need not read again. */
const cursorBehind = (ids: readonly string[], found: ReadonlyMap<string, unknown>): string | null => {
    const first = ids.findIndex((id) => !found.has(id));
    return ids[first - 1] ?? null;
};

const isReached = ({ coverage, reason }: SubscriptionRecord, { unreachable }: TenantView): boolean =>
    coverage === 'covered' || (coverage === 'missing' && reason !== unreachable);

/**
 * Asks what has to be asked of each subscription: the listed ones, and those known from earlier audits
 * and invites.
 *
 * @throws AzureError of a passing kind where not even a beginning could be made
 */
export async function findCoverage(input: FindingsInput): Promise<Findings> {
    const { view, rules, records, cursor } = input;
    const listedIds = view.ways.flatMap(({ listed }) => [...listed.keys()]);
    const ids = [...new Set([...listedIds, ...records.keys(), ...input.invited, ...input.attested])].sort();
    const root = await rolesAtRoot(input, view, ids);
    let seenBy = view.ways.find(({ listed }) => listed.size > 0)?.name;
    let newlyRead = 0;

    /** What this run knows of a subscription already. */
    const known = (id: string) => (cursor !== null && id <= cursor ? records.get(id) : undefined);

    function rolesBy(way: Way, id: string): Promise<Roles> {
        const isOwn = way.name === 'serviceprincipal';
        if (isOwn && input.eligibleRoles.held(root.atRoot)) return Promise.resolve(root.atRoot);
        return isOwn && id === root.probed ? Promise.resolve(root.roles) : readRoles(input, way, id);
    }

    /** What it comes to by the ways that lead there; the others are asked only where the first does not settle it. */
    async function byWays(ways: readonly Way[], subscription: AzureSubscription, id: string): Promise<Finding> {
        let verdict: Verdict | undefined;
        for (const way of ways) {
            const next = await verdictByWay(input, way, subscription, () => rolesBy(way, id));
            verdict = verdict === undefined ? next : betterOf(verdict, next);
            if (verdict.coverage !== 'missing' && verdict.coverage !== 'unknown') break;
        }
        if (verdict === undefined) throw new Error('A subscription is reached by no way at all.');
        const { displayName, state, quotaId } = subscription;
        return { displayName, state, quotaId, ...verdict };
    }

    function unreachable(id: string, unknown: CoverageFacts['unknown']): Finding {
        const { state = null, quotaId = null, displayName = null } = records.get(id) ?? {};
        const facts = { state, quotaId, unknown, reach: view.unreachable, link: undefined, eligibleRole: false };
        return { displayName, state, quotaId, ...verdictOn(facts, rules) };
    }

    async function ofUnlisted(id: string): Promise<Finding | 'removed'> {
        const [first] = view.ways;
        try {
            const answer = await view.ask(id);
            if (answer.kind === 'forbidden') return unreachable(id, null);
            if (answer.kind !== 'found') return 'removed';
            seenBy ??= first.name;
            return await byWays([first], answer.subscription, id);
        } catch (error) {
            if (!isLasting(error)) throw error;
            input.log.warn('a subscription could not be read', { subscriptionId: id, error: error.message });
            return unreachable(id, 'could-not-be-read');
        }
    }

    async function ofSubscription(id: string): Promise<Finding | 'removed'> {
        const before = known(id);
        if (before !== undefined) {
            if (isReached(before, view)) seenBy ??= view.ways[0].name;
            return before;
        }
        const ways = view.ways.filter(({ listed }) => listed.has(id));
        const subscription = ways[0]?.listed.get(id);
        const finding = subscription === undefined ? await ofUnlisted(id) : await byWays(ways, subscription, id);
        if (cursor === null || id > cursor) newlyRead += 1;
        return finding === 'removed' ? finding : { ...finding, ...takingWord(finding, input.attested.has(id)) };
    }

    const found = new Map<string, Finding | 'removed'>();
    const stop: { error?: AzureError; hasCome: boolean } = { hasCome: false };
    const limit = pLimit(QUESTIONS_AT_ONCE);
    const settled = await Promise.allSettled(
        ids.map((id) =>
            limit(async () => {
                stop.hasCome ||= newlyRead > 0 && input.isTimeUp();
                if (stop.hasCome) return;
                try {
                    found.set(id, await ofSubscription(id));
                } catch (thrown) {
                    stop.hasCome = true;
                    if (!isPassing(thrown)) throw thrown;
                    stop.error ??= thrown;
                }
            }),
        ),
    );
    for (const one of settled) if (one.status === 'rejected') throw one.reason;

    const partial = seenBy === undefined ? 'none' : 'partial';
    return {
        found,
        seenBy,
        discovery: root.atRoot.length > 0 ? 'full' : partial,
        stopped: stop.hasCome ? { cursor: cursorBehind(ids, found), error: stop.error } : undefined,
    };
}
