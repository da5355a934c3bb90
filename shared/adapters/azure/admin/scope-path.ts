import type { GrantScope } from '../../../domain/grant-scope.ts';
import { AzureError } from '../../../ports/azure.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const GROUP = /^(?!\.{1,2}$)[\w.()~-]{1,90}$/;

const ASSIGNMENT = new RegExp(
    '^/(?:(?:subscriptions/[0-9a-f-]{36}(?:/resourcegroups/[^/?#]+)?|' +
        'providers/microsoft\\.management/managementgroups/[^/?#]+)/)?' +
        'providers/microsoft\\.authorization/roleassignments/[0-9a-f-]{36}$',
    'i',
);

/** What cannot exist is nobody's to see. */
const nowhere = (what: string): AzureError => new AzureError('forbidden', `${what}: no ID that Azure could have given`);

/** @throws AzureError `forbidden` for what is no GUID, so that nothing else ever stands in a path or filter */
export const asGuid = (id: string): string => {
    if (!GUID.test(id)) throw nowhere('a GUID');
    return id.toLowerCase();
};

/** The path of a scope. @throws AzureError `forbidden` for an ID that is malformed */
export function scopePath(scope: GrantScope): string {
    if (scope.kind === 'subscription') return `/subscriptions/${asGuid(scope.subscriptionId)}`;
    if (!GROUP.test(scope.groupId)) throw nowhere('a management group');
    return `/providers/Microsoft.Management/managementGroups/${scope.groupId}`;
}

/** The path of a role assignment, by its resource ID. @throws AzureError `forbidden` for anything else */
export function assignmentPath(id: string): string {
    if (!ASSIGNMENT.test(id) || /\/\.{1,2}\//.test(id)) throw nowhere('a role assignment');
    return id;
}

/** The path of a role where it is assigned. */
export const rolePath = (scope: GrantScope, roleDefinitionId: string): string =>
    `${scope.kind === 'subscription' ? scopePath(scope) : ''}/providers/Microsoft.Authorization/roleDefinitions/${asGuid(roleDefinitionId)}`;
