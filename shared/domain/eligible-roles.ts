/** The least of the roles that earn recognition, Support Request Contributor: the one that a customer is asked to give. */
export const LEAST_ROLE_ID = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

/** Reader earns nothing; it lets the audit see management groups, billing and delegations. */
export const READER_ROLE_ID = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

/**
 * Built-in roles that earn recognition for a partner's linked identity, by role definition ID.
 *
 * Source: Microsoft Partner Center, "Azure roles and permissions for partner earned credit"
 * (learn.microsoft.com/partner-center/billing/azure-roles-perms-pec), as of 2026-04. That list
 * names about a hundred roles; these are the ones a partner is usually given. Reader is not on it.
 */
export const ELIGIBLE_ROLES: ReadonlyMap<string, string> = new Map([
    [LEAST_ROLE_ID, 'Support Request Contributor'],
    ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor'],
    ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner'],
    ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator'],
    ['9980e02c-c2be-4d73-94e8-173b1dc7cf3c', 'Virtual Machine Contributor'],
]);

/** Whether any of these roles earns recognition where it stands. */
export const holdsEligibleRole = (roles: readonly { roleDefinitionId: string }[]): boolean =>
    roles.some((role) => ELIGIBLE_ROLES.has(role.roleDefinitionId));
