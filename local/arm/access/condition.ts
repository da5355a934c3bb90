/** What a condition may look at: the assignment that is to be written, or the one that is to be deleted. */
export interface Considered {
    roleDefinitionId: string;
    principalId: string;
    principalType: string;
}

const ATTRIBUTE =
    /@(Request|Resource)\[Microsoft\.Authorization\/roleAssignments:(RoleDefinitionId|PrincipalId|PrincipalType)\]\s*(?:ForAnyOf(?:Any|All)Values:)?(\w+)\s*(\{[^}]*\}|'[^']*'|[0-9a-f-]{36})/gi;

const values = (text: string): string[] =>
    text
        .replace(/[{}']/g, ' ')
        .split(/[\s,]+/)
        .filter((value) => value !== '')
        .map((value) => value.toLowerCase());

const considered = (of: Considered, attribute: string): string => {
    if (/^RoleDefinitionId$/i.test(attribute)) return of.roleDefinitionId;
    return /^PrincipalId$/i.test(attribute) ? of.principalId : of.principalType.toLowerCase();
};

/**
 * Whether a condition of the kind that the portal makes (which roles, which principals, which types of principal; joined
 * by AND) allows a change to role assignments.
 *
 * @param source `request` for a write, `resource` for a deletion
 */
export const conditionAllows = (condition: string, source: 'request' | 'resource', of: Considered): boolean =>
    [...condition.matchAll(ATTRIBUTE)]
        .filter(([, from = '']) => from.toLowerCase() === source)
        .every(([, , attribute = '', operator = '', list = '']) => {
            const isIn = values(list).includes(considered(of, attribute));
            return /Not/i.test(operator) ? !isIn : isIn;
        });
