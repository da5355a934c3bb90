import type { Scope } from '../state/scopes.ts';

/**
 * Full ID of a role as answers give it: qualified with the subscription of the request, in the letter case of the
 * request, even where the assignment stands above the subscription.
 */
export const roleDefinitionPath = (roleDefinitionId: string, scope: Scope): string => {
    const subscription = /^\/subscriptions\/[^/]+/i.exec(scope.path)?.[0] ?? '';
    return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}`;
};
