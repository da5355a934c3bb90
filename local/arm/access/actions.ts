import { builtInRoles } from './built-in-roles.ts';

const compiled = new Map<string, RegExp>();

// `*` stands for any text, slashes included, and case does not matter.
const matches = (pattern: string, action: string): boolean => {
    let expression = compiled.get(pattern);
    if (expression === undefined) {
        expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'i');
        compiled.set(pattern, expression);
    }
    return expression.test(action);
};

/** Whether one role by itself allows an action; what a role excludes another may still give. */
export const roleAllows = (roleDefinitionId: string, action: string): boolean => {
    const role = builtInRoles.get(roleDefinitionId);
    return (
        role !== undefined &&
        role.actions.some((pattern) => matches(pattern, action)) &&
        !role.notActions.some((pattern) => matches(pattern, action))
    );
};
