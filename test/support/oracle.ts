import type { SampleDocument, SampleSubscription, SampleTenant } from '../../local/arm/state/document.ts';
import listed from '../../shared/domain/data/eligible-roles.json' with { type: 'json' };
import { grouped, identitiesOf, standingIn } from './oracle-standing.ts';

/** A customer with the subscriptions that are known from other than Azure. */
export interface KnownCustomer {
    tenantId: string;
    partnerId?: string;
    invited?: readonly string[];
    attested?: readonly string[];
}

interface Verdict {
    coverage: 'covered' | 'missing' | 'excluded' | 'inactive' | 'unknown';
    reason: string | null;
}

/** What the audit should say of a subscription; name, state and offer are null where nobody could read them. */
export interface ExpectedRow extends Verdict {
    subscriptionId: string;
    displayName: string | null;
    state: string | null;
    quotaId: string | null;
    /** When the last of the roles that cover it ends; null where it is not covered, or for good. */
    coveredUntil: string | null;
    /** Role definitions that we hold at the subscription or above it, by whichever way, in order. */
    held: string[];
    /** Of those the ones that may be named: where it is covered what covers it longest, without one that counts any. */
    nameable: string[];
    /** The ways by which it is reached, or else covered. */
    ways: ('serviceprincipal' | 'lighthouse')[];
}

/** What the audit should say of a tenant; rows by subscription ID. */
export interface ExpectedTenant {
    access: 'serviceprincipal' | 'lighthouse' | 'attested' | 'none';
    discovery: 'full' | 'partial' | 'none';
    rows: Map<string, ExpectedRow>;
}

export interface OracleOptions {
    now: Date;
    defaultPartnerId: string;
    /** quotaIds, `*` at the end for any ending. */
    excludedOffers: readonly string[];
    /** Role definitions that count beside the list. */
    addedRoles?: readonly string[];
}

/** Reader, Contributor, Owner: with one of these what Azure Lighthouse delegates can be read. */
const READS_ALL = [
    'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
];

/** Cost Management Reader, and one that the customers of an estate made: they read no role assignments, not even themselves. */
const SHOW_NOTHING = ['72fafb9e-0641-4937-9268-a91bfd8191a3', 'c0570000-0000-4000-8000-000000000001'];

/** What a way may lack, the most first. */
const REASONS = ['other-partner', 'no-link', 'no-eligible-role'] as const;

/** What the link of a principal lacks; undefined where it is as it should be. */
function linkLacks(tenant: SampleTenant | undefined, principal: string | undefined, expected: string) {
    const link = principal === undefined ? undefined : tenant?.managementPartners[principal];
    if (link?.state !== 'Active') return 'no-link';
    return link.partnerId === expected ? undefined : 'other-partner';
}

/** What is not chased, whatever else is the case. */
function settled(of: Pick<ExpectedRow, 'state' | 'quotaId'>, excludedOffers: readonly string[]): Verdict | undefined {
    if (of.state === 'Disabled' || of.state === 'Deleted') return { coverage: 'inactive', reason: null };
    const offer = of.quotaId ?? '';
    const isExcluded = excludedOffers.some((pattern) =>
        pattern.endsWith('*') ? offer.startsWith(pattern.slice(0, -1)) : offer === pattern,
    );
    return isExcluded ? { coverage: 'excluded', reason: null } : undefined;
}

/**
 * What an audit should find, worked out by plain loops over the document of the double: who we are in a
 * tenant, what stands at each place at or above a subscription, which link is ours.
 */
export function makeOracle(document: SampleDocument, options: OracleOptions) {
    const { now, excludedOffers } = options;
    const eligible = new Set([
        ...listed.roles.filter((role) => role.eligible).map(({ id }) => id),
        ...(options.addedRoles ?? []),
    ]);
    const tenants = new Map(document.tenants.map((tenant) => [tenant.tenantId, tenant]));
    const home = tenants.get(document.app.homeTenantId);
    const homePrincipal = home?.servicePrincipal?.objectId;
    const homeIdentities =
        home === undefined || homePrincipal === undefined ? new Set<string>() : identitiesOf(home, homePrincipal);

    function rowOf(subscription: SampleSubscription, customer: KnownCustomer, own: Way, delegated: Way): ExpectedRow {
        const { subscriptionId, displayName, state, quotaId } = subscription;
        const ends = own.roles.filter(({ id }) => eligible.has(id)).map(({ end }) => end);
        const lacks = (way: Way) =>
            way.linkLacks ?? (way.roles.some(({ id }) => eligible.has(id)) ? undefined : 'no-eligible-role');
        const isReadable = delegated.roles.some(({ id }) => READS_ALL.includes(id));
        const isCoveredThere = delegated.isThere && isReadable && lacks(delegated) === undefined;
        const isCovered = isCoveredThere || (own.isThere && lacks(own) === undefined);
        const isAttested = customer.attested?.includes(subscriptionId) === true;
        const isUnread = delegated.isThere && delegated.linkLacks === undefined && !isReadable;

        let verdict = settled(subscription, excludedOffers);
        if (verdict === undefined && isCovered) verdict = { coverage: 'covered', reason: null };
        if (verdict === undefined && isUnread) verdict = { coverage: 'unknown', reason: 'could-not-be-read' };
        if (verdict === undefined && isAttested) verdict = { coverage: 'unknown', reason: 'not-verifiable' };
        if (verdict === undefined) {
            // Of two ways the one that lacks least tells the reason.
            const lacking = [own, delegated].filter(({ isThere }) => isThere).map(lacks);
            const reason = REASONS.findLast((one) => lacking.includes(one)) ?? null;
            verdict = { coverage: 'missing', reason };
        }

        const isLacking = verdict.reason === 'no-eligible-role';
        const covering = [
            ...(isCovered && own.linkLacks === undefined ? own.roles : []),
            ...(isCoveredThere ? delegated.roles : []),
        ];
        const isForGood = verdict.coverage !== 'covered' || isCoveredThere || ends.includes(undefined);
        const [last] = ends.filter((end) => end !== undefined).sort((a, b) => Date.parse(b) - Date.parse(a));
        const held = [...new Set([...own.roles, ...delegated.roles].map(({ id }) => id))].sort();
        const coveredUntil = isForGood ? null : (last ?? null);
        const longest = covering.filter(({ id, end }) => eligible.has(id) && (end ?? null) === coveredUntil);
        const rolesNamed =
            verdict.coverage === 'covered' ? longest : isLacking ? [...own.roles, ...delegated.roles] : [];
        const isSeen = rolesNamed.some(({ id }) => !SHOW_NOTHING.includes(id));
        const nameable = isSeen ? [...new Set(rolesNamed.map(({ id }) => id))].sort() : [];
        const ways = ([own.isThere && 'serviceprincipal', delegated.isThere && 'lighthouse'] as const).filter(
            (way) => way !== false,
        );
        return { subscriptionId, displayName, state, quotaId, ...verdict, coveredUntil, held, nameable, ways };
    }

    function unreachable(id: string, earlier: ExpectedRow | undefined, customer: KnownCustomer, isAbsent: boolean) {
        const { displayName = null, state = null, quotaId = null } = earlier ?? {};
        let verdict = settled({ state, quotaId }, excludedOffers);
        if (customer.attested?.includes(id)) verdict ??= { coverage: 'unknown', reason: 'not-verifiable' };
        verdict ??= { coverage: 'missing', reason: isAbsent ? 'application-missing' : 'no-access' };
        return {
            subscriptionId: id,
            displayName,
            state,
            quotaId,
            ...verdict,
            coveredUntil: null,
            held: [],
            nameable: [],
            ways: [],
        };
    }

    /** @param before the rows of the audit before */
    function expectTenant(customer: KnownCustomer, before: Iterable<ExpectedRow> = []): ExpectedTenant {
        const tenant = tenants.get(customer.tenantId);
        if (tenant === undefined) throw new Error(`The document has no tenant ${customer.tenantId}.`);
        const expected = customer.partnerId ?? options.defaultPartnerId;
        const principal = tenant.servicePrincipal?.objectId;
        const standing = standingIn(tenant, principal, now);
        const delegations = grouped(tenant.delegations, ({ subscriptionId }) => subscriptionId);
        const rows = new Map<string, ExpectedRow>();
        const here = new Set<string>();
        let isDelegated = false;

        for (const subscription of tenant.subscriptions) {
            const id = subscription.subscriptionId;
            here.add(id);
            const own: Way = {
                isThere: standing.sees(id),
                linkLacks: linkLacks(tenant, principal, expected),
                roles: standing.atOrAbove(id).map((row) => ({ id: row.roleDefinitionId, end: row.endDateTime })),
            };
            const roles = (delegations.get(id) ?? [])
                .filter(({ managedByTenantId }) => managedByTenantId === home?.tenantId)
                .flatMap(({ authorizations }) => authorizations)
                .filter(({ principalId }) => homeIdentities.has(principalId))
                .map(({ roleDefinitionId }) => ({ id: roleDefinitionId, end: undefined }));
            const homeLacks = linkLacks(home, homePrincipal, expected);
            const delegated: Way = { isThere: roles.length > 0, linkLacks: homeLacks, roles };
            isDelegated ||= delegated.isThere;
            if (own.isThere || delegated.isThere) rows.set(id, rowOf(subscription, customer, own, delegated));
        }

        const earlier = new Map([...before].map((row) => [row.subscriptionId, row]));
        const { invited = [], attested = [] } = customer;
        for (const id of [...earlier.keys(), ...invited, ...attested]) {
            // What is gone or another tenant's by now has no row here any more.
            if (rows.has(id) || !here.has(id)) continue;
            rows.set(id, unreachable(id, earlier.get(id), customer, principal === undefined));
        }

        const elsewise = attested.some((id) => here.has(id)) ? 'attested' : 'none';
        const holdsAnything = standing.holdsAnything || isDelegated;
        return {
            access: standing.holdsAnything ? 'serviceprincipal' : isDelegated ? 'lighthouse' : elsewise,
            discovery: standing.isAtRoot ? 'full' : holdsAnything ? 'partial' : 'none',
            rows,
        };
    }

    return { expectTenant };
}

/** One of the ways to a subscription: our principal in the tenant, or Azure Lighthouse. */
interface Way {
    isThere: boolean;
    linkLacks: 'no-link' | 'other-partner' | undefined;
    roles: { id: string; end: string | undefined }[];
}
