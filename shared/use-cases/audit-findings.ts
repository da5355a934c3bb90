import pLimit from 'p-limit';
import { isSettled, linkStanding, verdictOn } from '../domain/coverage.ts';
import type { CoverageFacts, CoverageRules } from '../domain/coverage.ts';
import type { Finding, SubscriptionRecord } from '../domain/coverage-record.ts';
import type { Discovery } from '../domain/customer.ts';
import { holdsEligibleRole } from '../domain/eligible-roles.ts';
import { AzureError, isPassing } from '../ports/azure.ts';
import type { AzureSubscription, HeldRole } from '../ports/azure.ts';
import type { Log } from '../ports/log.ts';
import type { TenantView } from './audit-view.ts';

/** ARM's bucket is per principal, so more at once would only be throttled sooner. */
const QUESTIONS_AT_ONCE = 4;

/** What an audit found of a tenant, as far as it came. */
export interface Findings {
    /** By subscription ID; `removed` is no longer this tenant's. */
    found: ReadonlyMap<string, Finding | 'removed'>;
    discovery: Discovery;
    /** Where it stopped: everything up to `cursor` is found. Undefined where it came to the end. */
    stopped: { cursor: string | null; error: AzureError | undefined } | undefined;
}

export interface FindingsInput {
    tenantId: string;
    view: TenantView;
    rules: CoverageRules;
    /** What earlier audits knew. */
    records: ReadonlyMap<string, SubscriptionRecord>;
    /** IDs known from invites. */
    invited: readonly string[];
    /** Everything up to this ID was read in this run and is in `records`. */
    cursor: string | null;
    /** Stops once this says so and something new was read. */
    isTimeUp: () => boolean;
    log: Log;
}

type Roles = HeldRole[] | 'forbidden' | 'unreadable';

/** Nobody knows yet what a new answer means, so it is neither covered nor missing. */
const isStrange = (error: unknown): error is AzureError => error instanceof AzureError && !isPassing(error);

async function readRoles({ view, log, tenantId }: FindingsInput, subscriptionId: string): Promise<Roles> {
    try {
        return await view.roles(subscriptionId);
    } catch (error) {
        if (!isStrange(error)) throw error;
        // Our own roles are readable to us, except where the only one is on a resource group. What Lighthouse
        // delegates needs Reader beside it: there, forbidden means not known.
        if (error.kind === 'forbidden' && view.way === 'serviceprincipal') return 'forbidden';
        log.warn('roles could not be read', { tenantId, subscriptionId, error: error.message });
        return 'unreadable';
    }
}

const rootScope = (tenantId: string) => `/providers/microsoft.management/managementgroups/${tenantId.toLowerCase()}`;

/**
 * What stands at the root management group stands above every subscription of the tenant, so asking at
 * one of them tells it for all.
 */
async function rolesAtRoot(
    input: FindingsInput,
    ids: readonly string[],
): Promise<{ probed: string | undefined; roles: Roles; atRoot: HeldRole[] }> {
    const probed = ids.find((id) => input.view.listed.has(id));
    if (probed === undefined || input.view.way !== 'serviceprincipal') {
        return { probed: undefined, roles: [], atRoot: [] };
    }
    const roles = await readRoles(input, probed);
    const atRoot = Array.isArray(roles)
        ? roles.filter(({ scope }) => scope.toLowerCase() === rootScope(input.tenantId))
        : [];
    return { probed, roles, atRoot };
}

/** Which subscriptions have been read so far that the next try need not read again. */
const cursorBehind = (ids: readonly string[], found: ReadonlyMap<string, unknown>): string | null => {
    const first = ids.findIndex((id) => !found.has(id));
    return ids[first - 1] ?? null;
};

/**
 * Asks what has to be asked of each subscription: the listed ones, and those known from earlier audits
 * and invites.
 *
 * @throws AzureError of a passing kind where not even a beginning could be made
 */
export async function findCoverage(input: FindingsInput): Promise<Findings> {
    const { view, rules, records, cursor } = input;
    const ids = [...new Set([...view.listed.keys(), ...records.keys(), ...input.invited])].sort();
    const root = await rolesAtRoot(input, ids);
    const eligibleEverywhere = holdsEligibleRole(root.atRoot);
    const link = view.link === 'unreadable' ? undefined : view.link;
    let anySeen = view.listed.size > 0;
    let newlyRead = 0;

    const wasRead = (id: string) => cursor !== null && id <= cursor;

    async function eligibility(id: string): Promise<{ eligibleRole: boolean; unknown: CoverageFacts['unknown'] }> {
        const before = records.get(id);
        if (eligibleEverywhere) return { eligibleRole: true, unknown: null };
        if (wasRead(id) && before?.coverage === 'covered') return { eligibleRole: true, unknown: null };
        if (wasRead(id) && before?.reason === 'no-eligible-role') return { eligibleRole: false, unknown: null };
        const roles = id === root.probed ? root.roles : await readRoles(input, id);
        newlyRead += 1;
        return {
            eligibleRole: Array.isArray(roles) && holdsEligibleRole(roles),
            unknown: roles === 'unreadable' ? 'could-not-be-read' : null,
        };
    }

    async function ofSubscription({ displayName, state, quotaId }: AzureSubscription, id: string): Promise<Finding> {
        const facts: CoverageFacts = {
            state,
            quotaId,
            unknown: view.link === 'unreadable' ? 'could-not-be-read' : null,
            reach: 'reached',
            link,
            eligibleRole: false,
        };
        const needsRoles =
            !isSettled(facts, rules) &&
            facts.unknown === null &&
            linkStanding(link, rules.expectedPartnerId) === 'expected';
        const known = needsRoles ? { ...facts, ...(await eligibility(id)) } : facts;
        return { displayName, state, quotaId, ...verdictOn(known, rules) };
    }

    function unreachable(id: string, unknown: CoverageFacts['unknown']): Finding {
        const { state = null, quotaId = null, displayName = null } = records.get(id) ?? {};
        const facts = { state, quotaId, unknown, reach: view.unreachable, link: undefined, eligibleRole: false };
        return { displayName, state, quotaId, ...verdictOn(facts, rules) };
    }

    async function ofUnlisted(id: string): Promise<Finding | 'removed'> {
        if (wasRead(id) && records.get(id)?.reason === view.unreachable) return unreachable(id, null);
        try {
            const answer = await view.ask(id);
            newlyRead += 1;
            if (answer.kind === 'forbidden') return unreachable(id, null);
            if (answer.kind !== 'found') return 'removed';
            anySeen = true;
            return await ofSubscription(answer.subscription, id);
        } catch (error) {
            if (!isStrange(error)) throw error;
            input.log.warn('a subscription could not be read', { subscriptionId: id, error: error.message });
            return unreachable(id, 'could-not-be-read');
        }
    }

    const found = new Map<string, Finding | 'removed'>();
    const stop: { error?: AzureError; hasCome: boolean } = { hasCome: false };
    const limit = pLimit(QUESTIONS_AT_ONCE);
    const settled = await Promise.allSettled(
        ids.map((id) =>
            limit(async () => {
                stop.hasCome ||= newlyRead > 0 && input.isTimeUp();
                if (stop.hasCome) return;
                const listed = view.listed.get(id);
                try {
                    found.set(id, listed === undefined ? await ofUnlisted(id) : await ofSubscription(listed, id));
                } catch (thrown) {
                    stop.hasCome = true;
                    if (!isPassing(thrown)) throw thrown;
                    stop.error ??= thrown;
                }
            }),
        ),
    );
    for (const one of settled) if (one.status === 'rejected') throw one.reason;

    const partial = anySeen ? 'partial' : 'none';
    return {
        found,
        discovery: root.atRoot.length > 0 ? 'full' : partial,
        stopped: stop.hasCome ? { cursor: cursorBehind(ids, found), error: stop.error } : undefined,
    };
}
