import type { EligibleRoles } from './eligible-roles.ts';

/** A role as the record of a subscription names it. */
export interface CountedRole {
    /** Lower-case GUID of the role definition. */
    id: string;
    /** Null for a role that is not built in. */
    name: string | null;
    /** Where it stands, as ARM gives it: the subscription, or what it is inherited from. */
    scope: string;
}

/** What is there where no role counts. */
export type Ineligible =
    | { kind: 'role'; role: CountedRole; standing: 'not-eligible' | 'not-listed' }
    /** A role on a resource group alone, or one that does not even show itself. */
    | { kind: 'below' }
    | { kind: 'nothing' };

/** What roles at or above a subscription come to; `until` (ISO 8601 UTC) is when the last that counts ends. */
export type RoleStanding = { counts: true; role: CountedRole; until: string | null } | ({ counts: false } & Ineligible);

interface Held {
    roleDefinitionId: string;
    scope: string;
    until?: string | undefined;
}

/** The wider, the less: the tenant, then management groups, then the subscription. */
const breadth = ({ scope }: CountedRole): number => (scope === '/' ? 0 : scope.startsWith('/subscriptions/') ? 2 : 1);

/** The same one first, in whatever order ARM gives them. */
const inOrder = (one: CountedRole, other: CountedRole): number =>
    breadth(one) - breadth(other) || one.id.localeCompare(other.id) || one.scope.localeCompare(other.scope);

/** For good before anything that ends, then what ends last. */
const endsLater = (one: string | null, other: string | null): number => {
    if (one === null || other === null) return Number(one !== null) - Number(other !== null);
    return Date.parse(other) - Date.parse(one);
};

/** Of the roles held at or above a subscription, the one that tells where it stands: it counts, or comes nearest. */
export function standingOf(held: readonly Held[], eligibleRoles: EligibleRoles): RoleStanding {
    const known = held.map(({ roleDefinitionId, scope, until = null }) => {
        const { name, standing } = eligibleRoles.role(roleDefinitionId);
        return { role: { id: roleDefinitionId.toLowerCase(), name, scope }, standing, until };
    });
    const [best] = known
        .filter(({ standing }) => standing === 'eligible' || standing === 'added')
        .sort((one, other) => endsLater(one.until, other.until) || inOrder(one.role, other.role));
    if (best !== undefined) return { counts: true, role: best.role, until: best.until };
    const rest = known.flatMap(({ role, standing }) =>
        standing === 'not-eligible' || standing === 'not-listed' ? [{ role, standing }] : [],
    );
    // One that no list names may count one day; Reader never does.
    const [nearest] = rest.sort(
        (one, other) =>
            Number(one.standing === 'not-eligible') - Number(other.standing === 'not-eligible') ||
            inOrder(one.role, other.role),
    );
    return nearest === undefined ? { counts: false, kind: 'nothing' } : { counts: false, kind: 'role', ...nearest };
}
