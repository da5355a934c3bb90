import { demand, isActive } from '../access/access.ts';
import { roleAllows } from '../access/actions.ts';
import { authorizationFailed } from '../arm-error.ts';
import { ok, pageOf, type Operation, type Route } from '../operation.ts';
import type { SampleSubscription } from '../state/document.ts';
import type { GroupNode } from '../state/hierarchy.ts';
import { groupPath, parseScope, subscriptionPath } from '../state/scopes.ts';
import { queryValue, type Reply } from '../wire.ts';

const VERSIONS = ['2020-05-01', '2020-10-01', '2021-04-01', '2023-04-01', '2018-03-01-preview'];
const ALL = /^\/providers\/Microsoft\.Management\/managementGroups$/i;
const ONE = /^\/providers\/Microsoft\.Management\/managementGroups\/(?<name>[^/]+)$/i;
const DESCENDANTS = /^\/providers\/Microsoft\.Management\/managementGroups\/(?<name>[^/]+)\/descendants$/i;
const READ = 'Microsoft.Management/managementGroups/read';
const UPDATED = '2026-01-01T00:00:00.0000000Z';

const groupType = (apiVersion: string): string =>
    `${apiVersion < '2020-10-01' ? '/providers/' : ''}Microsoft.Management/managementGroups`;

/** The groups that carry an assignment of the caller itself or its groups which lets it read them; none inherited. */
const directGroups = ({ caller, now }: Operation): GroupNode[] => {
    const { assignments, hierarchy } = caller.tenant;
    const found = new Set<GroupNode>();
    for (const assignment of caller.identities.flatMap((identity) => assignments.of(identity))) {
        const group = assignment.scope.groupId === undefined ? undefined : hierarchy.group(assignment.scope.groupId);
        if (group === undefined || !isActive(assignment, now)) continue;
        if (roleAllows(assignment.row.roleDefinitionId, READ)) found.add(group);
    }
    return [...found];
};

const list = (operation: Operation): Reply => {
    const { tenantId } = operation.caller.tenant.row;
    return ok({
        value: directGroups(operation).map(({ id, displayName }) => ({
            id: groupPath(id),
            type: groupType(operation.apiVersion),
            name: id,
            properties: { tenantId, displayName },
        })),
        '@nextLink': null,
    });
};

/** The group of the path, if the caller may read it: without the right nothing tells whether it exists. */
const readableGroup = (operation: Operation, action: string): GroupNode => {
    const { world, caller, name, now } = operation;
    const scope = parseScope(groupPath(name));
    if (scope !== undefined) demand(world, caller, scope, action, now);
    const group = caller.tenant.hierarchy.group(name);
    if (group === undefined) throw authorizationFailed(caller, action, groupPath(name));
    return group;
};

const subscriptionChild = ({ subscriptionId, displayName }: SampleSubscription): unknown => ({
    id: subscriptionPath(subscriptionId),
    type: '/subscriptions',
    name: subscriptionId,
    displayName,
});

const children = (group: GroupNode, isRecursive: boolean, apiVersion: string): unknown[] => [
    ...group.groups.map((child) => ({
        id: groupPath(child.id),
        type: groupType(apiVersion),
        name: child.id,
        displayName: child.displayName,
        ...(isRecursive ? { children: children(child, isRecursive, apiVersion) } : {}),
    })),
    ...group.subscriptions.map(subscriptionChild),
];

const ancestors = (group: GroupNode): GroupNode[] =>
    group.parent === undefined ? [] : [group.parent, ...ancestors(group.parent)];

const expansion = (group: GroupNode, expand: string | undefined): object => {
    const above = ancestors(group);
    if (expand === 'path') {
        return { path: [...above].reverse().map(({ id, displayName }) => ({ name: id, displayName })) };
    }
    return expand === 'ancestors'
        ? {
              managementGroupAncestors: above.map(({ id }) => id),
              managementGroupAncestorsChain: above.map(({ id, displayName }) => ({ name: id, displayName })),
          }
        : {};
};

const get = (operation: Operation): Reply => {
    const { caller, request, apiVersion } = operation;
    const group = readableGroup(operation, READ);
    const expand = queryValue(request.query, '$expand');
    const isRecursive = queryValue(request.query, '$recurse') === 'true';
    const { parent } = group;
    return ok({
        id: groupPath(group.id),
        type: groupType(apiVersion),
        name: group.id,
        properties: {
            tenantId: caller.tenant.row.tenantId,
            displayName: group.displayName,
            details: {
                version: 1,
                updatedTime: UPDATED,
                updatedBy: caller.tenant.row.tenantId,
                parent:
                    parent === undefined
                        ? null
                        : { id: groupPath(parent.id), name: parent.id, displayName: parent.displayName },
                ...expansion(group, expand),
            },
            ...(expand === 'children' ? { children: children(group, isRecursive, apiVersion) } : {}),
        },
    });
};

interface Descendant {
    id: string;
    type: string;
    name: string;
    properties: { displayName: string; parent: { id: string } };
}

const descendantsOf = (group: GroupNode, { caller, apiVersion }: Operation): Descendant[] => {
    const { groups, subscriptions } = caller.tenant.hierarchy.below(group);
    const parentOf = (parent: GroupNode | undefined) => ({ id: groupPath(parent?.id ?? group.id) });
    return [
        ...groups.map((child) => ({
            id: groupPath(child.id),
            type: groupType(apiVersion),
            name: child.id,
            properties: { displayName: child.displayName, parent: parentOf(child.parent) },
        })),
        ...subscriptions.map(({ subscription, parent }) => ({
            id: subscriptionPath(subscription.subscriptionId),
            type: 'Microsoft.Management/managementGroups/subscriptions',
            name: subscription.subscriptionId,
            properties: { displayName: subscription.displayName, parent: parentOf(parent) },
        })),
    ].sort((a, b) => (a.id < b.id ? -1 : 1));
};

// Groups never change within one world; a list of 100,000 is built once and not for every page.
const remembered = new WeakMap<GroupNode, Map<string, Descendant[]>>();

const descendants = (operation: Operation): Reply => {
    const { request, pageSize, apiVersion } = operation;
    const group = readableGroup(operation, 'Microsoft.Management/managementGroups/descendants/read');
    const perVersion = remembered.get(group) ?? new Map<string, Descendant[]>();
    remembered.set(group, perVersion);
    const rows = perVersion.get(apiVersion) ?? descendantsOf(group, operation);
    perVersion.set(apiVersion, rows);
    const top = Number(queryValue(request.query, '$top') ?? pageSize);
    const size = Number.isInteger(top) && top > 0 ? Math.min(top, pageSize) : pageSize;
    const page = pageOf(rows, ({ id }) => id, operation, size);
    return ok({ value: page.rows, ...(page.nextLink === undefined ? {} : { nextLink: page.nextLink }) });
};

export const managementGroupRoutes: Route[] = [
    { method: 'GET', path: ALL, versions: VERSIONS, rate: 'tenant-reads', regional: true, handle: list },
    { method: 'GET', path: ONE, versions: VERSIONS, rate: 'tenant-reads', regional: true, handle: get },
    { method: 'GET', path: DESCENDANTS, versions: VERSIONS, rate: 'tenant-reads', regional: true, handle: descendants },
];
