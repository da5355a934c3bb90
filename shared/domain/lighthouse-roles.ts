/** Who gets which role by a delegation of Azure Lighthouse. */
export interface Authorization {
    principalId: string;
    roleDefinitionId: string;
}

/**
 * The roles that reach us by the delegations of a subscription to our tenant. That they could be read at all shows that
 * one of them does; where none names us, we are in a group that is named. Which one is certain only where there is one.
 *
 * @param principalId ours, in lower case
 * @returns `untold` where several are named and we are not: nobody tells which of them we are in
 */
export function rolesReaching(authorizations: readonly Authorization[], principalId: string): string[] | 'untold' {
    const named = authorizations.map((one) => ({
        principalId: one.principalId.toLowerCase(),
        roleDefinitionId: one.roleDefinitionId.toLowerCase(),
    }));
    const ours = named.filter((one) => one.principalId === principalId);
    if (ours.length > 0) return ours.map(({ roleDefinitionId }) => roleDefinitionId);
    if (new Set(named.map((one) => one.principalId)).size > 1) return 'untold';
    return named.map(({ roleDefinitionId }) => roleDefinitionId);
}
