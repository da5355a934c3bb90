/** A place in Azure's hierarchy, as its path says. Comparison is by `key`. */
export interface Scope {
    kind: 'tenant' | 'managementGroup' | 'subscription' | 'resource';
    /** As written, without a trailing slash; `/` for the tenant. */
    path: string;
    /** The path in lower case, for comparing. */
    key: string;
    /** Lower case; absent above subscriptions. */
    subscriptionId?: string;
    /** As written; for management groups alone. */
    groupId?: string;
}

const GROUP_PREFIX = '/providers/Microsoft.Management/managementGroups/';

/** Path of a management group. */
export const groupPath = (id: string): string => `${GROUP_PREFIX}${id}`;

/** Key of a management group's scope. */
export const groupKey = (id: string): string => groupPath(id).toLowerCase();

/** Key (and path) of a subscription's scope. */
export const subscriptionPath = (subscriptionId: string): string => `/subscriptions/${subscriptionId}`;

/** Reads a scope path (`''` and `/` are the tenant); undefined when it is none. */
export const parseScope = (path: string): Scope | undefined => {
    if (path === '' || path === '/') return { kind: 'tenant', path: '/', key: '/' };
    const key = path.toLowerCase();
    const group = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)$/i.exec(path)?.[1];
    if (group !== undefined) return { kind: 'managementGroup', path, key, groupId: group };
    const subscription = /^\/subscriptions\/([^/]+)(\/.+)?$/i.exec(path);
    if (subscription?.[1] === undefined) return undefined;
    const subscriptionId = subscription[1].toLowerCase();
    return { kind: subscription[2] === undefined ? 'subscription' : 'resource', path, key, subscriptionId };
};

/** The path of a scope with its fixed words in the case that Azure answers with, however they were written. */
export const canonicalPath = (path: string): string =>
    path
        .replace(/^\/subscriptions\/([^/]+)/i, (_match, id: string) => subscriptionPath(id.toLowerCase()))
        .replace(/(?<=^\/subscriptions\/[^/]+)\/resourceGroups\//i, '/resourceGroups/')
        .replace(/^\/providers\/Microsoft\.Management\/managementGroups\//i, GROUP_PREFIX);

/** Keys of a resource's scope and of what holds it within the subscription, the subscription first. */
export const keysWithinSubscription = (scope: Scope): string[] => {
    if (scope.subscriptionId === undefined) return [];
    const parts = scope.key.split('/').slice(3);
    const keys = [subscriptionPath(scope.subscriptionId)];
    // A scope grows by pairs: resourceGroups/x, then providers/ns/type/name, which counts as a whole.
    if (parts[0] === 'resourcegroups' && parts[1] !== undefined)
        keys.push(`${keys[0] ?? ''}/resourcegroups/${parts[1]}`);
    if (!keys.includes(scope.key)) keys.push(scope.key);
    return keys;
};
