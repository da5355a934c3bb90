import type { SampleManagementGroup, SampleSubscription, SampleTenant } from './document.ts';
import { groupKey } from './scopes.ts';

/** A management group with its place in the tree. */
export interface GroupNode {
    id: string;
    displayName: string;
    parent: GroupNode | undefined;
    groups: GroupNode[];
    subscriptions: SampleSubscription[];
}

/** What stands below a management group, each with the group right above it. */
export interface Descendants {
    groups: GroupNode[];
    subscriptions: { subscription: SampleSubscription; parent: GroupNode }[];
}

/** The management groups of a tenant. */
export interface Hierarchy {
    root: GroupNode;
    group(id: string): GroupNode | undefined;
    /** The group a subscription stands under: the root where no group lists it. */
    groupOf(subscriptionId: string): GroupNode;
    /** Keys of the scopes of a group and of all above it, the nearest first, the tenant (`/`) last. */
    keysFrom(group: GroupNode): string[];
    below(group: GroupNode): Descendants;
}

/** Builds the tree. The root group, whose ID is the tenant's, is there whether or not the document lists it. */
export const buildHierarchy = (tenant: SampleTenant): Hierarchy => {
    const nodes = new Map<string, GroupNode>();
    const addNode = ({ id, displayName }: Pick<SampleManagementGroup, 'id' | 'displayName'>): GroupNode => {
        const node = { id, displayName, parent: undefined, groups: [], subscriptions: [] };
        nodes.set(id.toLowerCase(), node);
        return node;
    };
    tenant.managementGroups.forEach(addNode);
    const root = nodes.get(tenant.tenantId) ?? addNode({ id: tenant.tenantId, displayName: 'Tenant Root Group' });

    const groupOfSubscription = new Map<string, GroupNode>();
    for (const group of tenant.managementGroups) {
        const node = nodes.get(group.id.toLowerCase());
        if (node === undefined) continue;
        for (const subscriptionId of group.subscriptions) groupOfSubscription.set(subscriptionId, node);
        if (node === root) continue;
        node.parent = nodes.get(group.parentId?.toLowerCase() ?? '') ?? root;
        node.parent.groups.push(node);
    }
    const groupOf = (subscriptionId: string): GroupNode => groupOfSubscription.get(subscriptionId) ?? root;
    for (const subscription of tenant.subscriptions)
        groupOf(subscription.subscriptionId).subscriptions.push(subscription);

    const collected = new Map<GroupNode, Descendants>();
    const below = (group: GroupNode): Descendants => {
        const known = collected.get(group);
        if (known !== undefined) return known;
        const found: Descendants = {
            groups: [...group.groups],
            subscriptions: group.subscriptions.map((subscription) => ({ subscription, parent: group })),
        };
        for (const child of group.groups) {
            const deeper = below(child);
            found.groups = found.groups.concat(deeper.groups);
            found.subscriptions = found.subscriptions.concat(deeper.subscriptions);
        }
        collected.set(group, found);
        return found;
    };

    return {
        root,
        group: (id) => nodes.get(id.toLowerCase()),
        groupOf,
        keysFrom(group) {
            const keys: string[] = [];
            for (let at: GroupNode | undefined = group; at !== undefined; at = at.parent) keys.push(groupKey(at.id));
            return [...keys, '/'];
        },
        below,
    };
};
