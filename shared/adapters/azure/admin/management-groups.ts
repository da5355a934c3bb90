import { z } from 'zod';
import type { AdminAzure, AdminManagementGroup } from '../../../ports/admin-azure.ts';
import type { Arm } from './arm-client.ts';
import { isRefused } from './arm-failure.ts';
import { scopePath } from './scope-path.ts';

const GROUPS = '/providers/Microsoft.Management/managementGroups';
const API_VERSION = 'api-version=2020-05-01';

const listed = z.looseObject({
    name: z.string(),
    properties: z.looseObject({ displayName: z.string().nullish() }),
});

const descendant = z.looseObject({
    id: z.string(),
    name: z.string(),
    properties: z.looseObject({
        displayName: z.string().nullish(),
        parent: z.looseObject({ id: z.string() }),
    }),
});

interface Node extends Pick<AdminManagementGroup, 'groupId' | 'displayName'> {
    parent: string | undefined;
    subscriptions: number;
}

const keyOf = (idOrName: string): string => (idOrName.split('/').at(-1) ?? '').toLowerCase();
const isSubscription = (id: string): boolean => id.toLowerCase().startsWith('/subscriptions/');

/** Each group with what stands below it and below all groups under it. */
function totals(nodes: ReadonlyMap<string, Node>): Map<string, number> {
    const below = new Map<string, number>();
    for (const [start, { subscriptions }] of nodes) {
        const seen = new Set<string>();
        for (let at: string | undefined = start; at !== undefined && !seen.has(at); at = nodes.get(at)?.parent) {
            seen.add(at);
            below.set(at, (below.get(at) ?? 0) + subscriptions);
        }
    }
    return below;
}

/** A group with everything below it; undefined where the person may not look into it. */
async function tree(arm: Arm, top: Node): Promise<Map<string, Node> | undefined> {
    const nodes = new Map([[keyOf(top.groupId), top]]);
    /** By parent, which may come later in the list. */
    const subscriptions = new Map<string, number>();
    try {
        const path = `${scopePath({ kind: 'management-group', groupId: top.groupId })}/descendants?${API_VERSION}`;
        for await (const { id, name, properties } of arm.list('counting subscriptions', path, descendant)) {
            const parent = keyOf(properties.parent.id);
            if (isSubscription(id)) subscriptions.set(parent, (subscriptions.get(parent) ?? 0) + 1);
            else
                nodes.set(keyOf(name), {
                    groupId: name,
                    displayName: properties.displayName ?? name,
                    parent,
                    subscriptions: 0,
                });
        }
    } catch (error) {
        if (isRefused(error)) return undefined;
        throw error;
    }
    // One below a group that the list does not have still stands below the top.
    for (const [parent, count] of subscriptions) (nodes.get(parent) ?? top).subscriptions += count;
    return nodes;
}

/** The management groups that a person sees. ARM lists those alone where they hold a role directly. */
export function managementGroups(arm: Arm, tenantId: string): Pick<AdminAzure, 'managementGroups'> {
    const isRoot = ({ groupId }: { groupId: string }): boolean => groupId.toLowerCase() === tenantId;
    const rootFirst = (a: Node, b: Node): number =>
        Number(isRoot(b)) - Number(isRoot(a)) || a.displayName.localeCompare(b.displayName, 'en');

    async function directlyHeld(): Promise<Node[]> {
        const found: Node[] = [];
        try {
            for await (const { name, properties } of arm.list(
                'listing management groups',
                `${GROUPS}?${API_VERSION}`,
                listed,
            ))
                found.push({
                    groupId: name,
                    displayName: properties.displayName ?? name,
                    parent: undefined,
                    subscriptions: 0,
                });
        } catch (error) {
            if (!isRefused(error)) throw error;
        }
        return found.sort(rootFirst);
    }

    return {
        managementGroups: async (limit) => {
            const found = new Map<string, AdminManagementGroup>();
            const order: Node[] = [];
            for (const top of await directlyHeld()) {
                if (found.size >= limit) break;
                if (found.has(keyOf(top.groupId))) continue;
                const nodes = await tree(arm, top);
                if (nodes === undefined) continue;
                const below = totals(nodes);
                for (const [key, node] of nodes) {
                    if (!found.has(key)) order.push(node);
                    const { groupId, displayName } = node;
                    found.set(key, { groupId, displayName, isRoot: isRoot(node), subscriptions: below.get(key) ?? 0 });
                }
            }
            return order
                .sort(rootFirst)
                .slice(0, limit)
                .flatMap(({ groupId }) => found.get(keyOf(groupId)) ?? []);
        },
    };
}
