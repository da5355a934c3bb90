import { standingOf } from '../../domain/counted-role.ts';
import { betterOf, takingWord } from '../../domain/coverage.ts';
import type { Removal } from '../../domain/coverage-changes.ts';
import type { Finding, Standing } from '../../domain/coverage-record.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import type { Discovery } from '../../domain/customer.ts';
import type { AzureError, AzureSubscription } from '../../ports/azure.ts';
import { isRootScope, rolesAtRoot } from './audit-root.ts';
import { findUnlisted } from './audit-unlisted.ts';
import { askEach } from './ask-each.ts';
import type { TenantView } from './audit-view.ts';
import { readRoles, standingByWay } from './audit-way.ts';
import type { Roles, WayReading } from './audit-way.ts';
import type { Way } from './ways-in.ts';

/** What an audit found of some subscriptions of a tenant, as far as it came. */
export interface Findings {
    /** By subscription ID. */
    found: ReadonlyMap<string, Finding | Removal>;
    /**
     * Where it stopped: everything up to `cursor` is found, null where nothing is. Undefined where it came to the end.
     */
    stopped: { cursor: string | null; error: AzureError | undefined } | undefined;
}

/** How the tenant is reached, by what was read so far. */
export interface Reach {
    /** The way by which anything was seen, the customer's own first; undefined where nothing was. */
    seenBy: Way['name'] | undefined;
    discovery: Discovery;
}

export interface FindingsInput extends WayReading {
    view: TenantView;
    /** IDs of which the customer said that they are linked by an account that we cannot see. */
    attested: ReadonlySet<string>;
    /** Everything up to this ID was read in this run and is in the records. */
    cursor: string | null;
    /** Stops once this says so and something new was read. */
    isTimeUp: () => boolean;
}

/** Reads a tenant part by part. */
export interface CoverageReader {
    /**
     * Asks what has to be asked of each of these subscriptions.
     *
     * @param records what earlier audits knew of them
     */
    read(ids: readonly string[], records: ReadonlyMap<string, SubscriptionRecord>): Promise<Findings>;
    reach(): Reach;
}

/** Which subscriptions have been read so far that the next try need not read again. */
const cursorBehind = (ids: readonly string[], found: ReadonlyMap<string, unknown>): string | null => {
    const first = ids.findIndex((id) => !found.has(id));
    return ids[first - 1] ?? null;
};

const isReached = ({ coverage, reason }: SubscriptionRecord, { unreachable }: TenantView): boolean =>
    coverage === 'covered' || (coverage === 'missing' && reason !== unreachable);

/**
 * Whatever stands above the whole tenant is asked for once, however many parts it is read in.
 *
 * @throws AzureError of a passing kind where not even a beginning could be made
 */
export async function coverageReader(input: FindingsInput): Promise<CoverageReader> {
    const { view, rules, cursor } = input;
    const atRoot = await rolesAtRoot(view, input.tenantId);
    const fromRoot = standingOf(atRoot, input.eligibleRoles);
    /** One that counts for good needs no other: whatever else is held at a subscription, it is covered. */
    const settlesAll = fromRoot.counts && fromRoot.until === null;
    const listing = view.ways.find(({ listed }) => listed.size > 0)?.name;
    let seenBy = atRoot.length > 0 ? 'serviceprincipal' : listing;
    let isAtRoot = atRoot.length > 0;
    let newlyRead = 0;

    async function rolesBy(way: Way, id: string): Promise<Roles> {
        const isOwn = way.name === 'serviceprincipal';
        if (isOwn && settlesAll) return atRoot;
        const roles = await readRoles(input, way, id);
        if (isOwn && Array.isArray(roles)) isAtRoot ||= roles.some(({ scope }) => isRootScope(scope, input.tenantId));
        return roles;
    }

    /** What it comes to by the ways that lead there; the others are asked only where the first does not settle it. */
    async function byWays(ways: readonly Way[], subscription: AzureSubscription, id: string): Promise<Finding> {
        let best: Standing | undefined;
        for (const way of ways) {
            const next = await standingByWay(input, way, subscription, () => rolesBy(way, id));
            best = best === undefined ? next : betterOf(best, next);
            const isSettled = best.coverage !== 'missing' && best.coverage !== 'unknown';
            if (isSettled && best.coveredUntil === null) break;
        }
        if (best === undefined) throw new Error('A subscription is reached by no way at all.');
        const { displayName, state, quotaId } = subscription;
        return { displayName, state, quotaId, ...best };
    }

    async function ofUnlisted(id: string, before: SubscriptionRecord | undefined): Promise<Finding | Removal> {
        const answer = await findUnlisted(input, id, before);
        if (!('subscriptionId' in answer)) return answer;
        const [first] = view.ways;
        seenBy ??= first.name;
        return await byWays([first], answer, id);
    }

    async function ofSubscription(id: string, before: SubscriptionRecord | undefined): Promise<Finding | Removal> {
        // This run knows it already.
        if (before !== undefined && cursor !== null && id <= cursor) {
            if (isReached(before, view)) seenBy ??= view.ways[0].name;
            isAtRoot ||= before.via === 'serviceprincipal' && isRootScope(before.role?.scope ?? '', input.tenantId);
            return before;
        }
        const ways = view.ways.filter(({ listed }) => listed.has(id));
        const subscription = ways[0]?.listed.get(id);
        const finding =
            subscription === undefined ? await ofUnlisted(id, before) : await byWays(ways, subscription, id);
        if (cursor === null || id > cursor) newlyRead += 1;
        if ('removed' in finding) return finding;
        const taken = takingWord(finding, input.attested.has(id), rules);
        // Whatever role there is has nothing to do with an account that nobody sees.
        return taken === finding ? finding : { ...taken, role: null };
    }

    return {
        read: async (ids, records) => {
            const found = new Map<string, Finding | Removal>();
            const stopped = await askEach(ids, {
                ask: async (id) => void found.set(id, await ofSubscription(id, records.get(id))),
                isTimeUp: () => newlyRead > 0 && input.isTimeUp(),
            });
            return { found, stopped: stopped && { cursor: cursorBehind(ids, found), error: stopped.error } };
        },
        reach: () => {
            const partial = seenBy === undefined ? 'none' : 'partial';
            return { seenBy, discovery: isAtRoot ? 'full' : partial };
        },
    };
}
