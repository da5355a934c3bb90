import type { SampleSubscription } from '../state/document.ts';
import type { PlacedSubscription, Tenant, World } from '../state/world.ts';
import { isActive, type Caller } from './access.ts';

const findVisible = (world: World, caller: Caller, now: Date): PlacedSubscription[] => {
    const { tenant } = caller;
    const found = new Map<string, PlacedSubscription>();
    const add = ({ subscriptionId }: Pick<SampleSubscription, 'subscriptionId'>): void => {
        const placed = world.subscription(subscriptionId);
        // An assignment may be left over from a subscription that is gone or has moved to another tenant.
        if (placed?.tenant === tenant) found.set(subscriptionId, placed);
    };
    for (const identity of caller.identities) {
        for (const assignment of tenant.assignments.of(identity)) {
            if (!isActive(assignment, now)) continue;
            const { kind, subscriptionId, groupId } = assignment.scope;
            const group = kind === 'tenant' ? tenant.hierarchy.root : tenant.hierarchy.group(groupId ?? '');
            if (subscriptionId !== undefined) add({ subscriptionId });
            else if (group !== undefined) {
                for (const { subscription } of tenant.hierarchy.below(group).subscriptions) add(subscription);
            }
        }
    }
    for (const placed of world.delegatedTo(tenant.row.tenantId, caller.identities)) {
        found.set(placed.row.subscriptionId, placed);
    }
    return [...found.values()].sort((a, b) => (a.row.subscriptionId < b.row.subscriptionId ? -1 : 1));
};

interface Remembered {
    list: readonly PlacedSubscription[];
    revision: number;
    /** Milliseconds: when the first of the caller's assignments ends. */
    until: number;
}

// The pages of a list of 100,000 would otherwise each work out the whole of it.
const remembered = new WeakMap<Tenant, Map<string, Remembered>>();

/**
 * The subscriptions the caller holds any role on, at, above or below, and those delegated to it, by ascending ID.
 * Worked out again when a role assignment of the tenant changes or ends.
 */
export const visibleSubscriptions = (world: World, caller: Caller, now: Date): readonly PlacedSubscription[] => {
    const { tenant, objectId } = caller;
    const perCaller = remembered.get(tenant) ?? new Map<string, Remembered>();
    remembered.set(tenant, perCaller);
    const revision = tenant.assignments.revision();
    const known = perCaller.get(objectId);
    if (known?.revision === revision && now.getTime() < known.until) return known.list;

    const list = findVisible(world, caller, now);
    const ends = caller.identities
        .flatMap((identity) => tenant.assignments.of(identity))
        .filter((assignment) => isActive(assignment, now))
        .map(({ endsAt }) => endsAt);
    perCaller.set(objectId, { list, revision, until: ends.reduce((a, b) => Math.min(a, b), Infinity) });
    return list;
};
