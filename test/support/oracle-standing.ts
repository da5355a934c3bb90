import type { SampleRoleAssignment, SampleTenant } from '../../local/arm/state/document.ts';

/** What one principal holds in its tenant, looked up place by place. */
export interface Standing {
    holdsAnything: boolean;
    /** Whether something stands at the root management group. */
    isAtRoot: boolean;
    /** Whether anything at, above or below shows the subscription. */
    sees(subscriptionId: string): boolean;
    /** What stands at the subscription and at every management group above it. */
    atOrAbove(subscriptionId: string): SampleRoleAssignment[];
}

const groupScope = (id: string): string => `/providers/microsoft.management/managementgroups/${id.toLowerCase()}`;

/** A principal and every group that it is in, directly or through other groups. */
export function identitiesOf(tenant: SampleTenant, objectId: string): Set<string> {
    const found = new Set([objectId]);
    for (let before = 0; before !== found.size;) {
        before = found.size;
        for (const group of tenant.groups) {
            if (group.members.some((member) => found.has(member))) found.add(group.objectId);
        }
    }
    return found;
}

/** Items by what they have in common. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
    const groups = new Map<string, Item[]>();
    for (const item of items) {
        const group = groups.get(keyOf(item));
        if (group === undefined) groups.set(keyOf(item), [item]);
        else group.push(item);
    }
    return groups;
}

/** @param principal undefined where the application is not in the tenant */
export function standingIn(tenant: SampleTenant, principal: string | undefined, now: Date): Standing {
    const identities = principal === undefined ? new Set<string>() : identitiesOf(tenant, principal);
    const held = tenant.roleAssignments.filter(
        ({ principalId, eligibleOnly, endDateTime }) =>
            identities.has(principalId) &&
            eligibleOnly !== true &&
            (endDateTime === undefined || Date.parse(endDateTime) > now.getTime()),
    );
    const at = grouped(held, ({ scope }) => scope.toLowerCase());
    const within = new Set(held.map(({ scope }) => /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1]));
    const root = tenant.tenantId;
    const parents = new Map<string, string>();
    const groupOf = new Map<string, string>();
    for (const group of tenant.managementGroups) {
        parents.set(group.id.toLowerCase(), group.parentId?.toLowerCase() ?? root);
        for (const id of group.subscriptions) groupOf.set(id, group.id.toLowerCase());
    }

    const atOrAbove = (subscriptionId: string): SampleRoleAssignment[] => {
        const scopes = [`/subscriptions/${subscriptionId}`];
        let group = groupOf.get(subscriptionId) ?? root;
        while (group !== root) {
            scopes.push(groupScope(group));
            group = parents.get(group) ?? root;
        }
        return [...scopes, groupScope(root), '/'].flatMap((scope) => at.get(scope) ?? []);
    };
    return {
        holdsAnything: held.length > 0,
        isAtRoot: at.has(groupScope(root)),
        sees: (subscriptionId) => within.has(subscriptionId) || atOrAbove(subscriptionId).length > 0,
        atOrAbove,
    };
}
