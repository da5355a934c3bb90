/** What a person's roles allow them at a place in Azure, worked out as Azure does. */

/** `conditional`: only a role with a condition allows it, and what the condition says is seen when it is tried. */
export type Right = 'yes' | 'conditional' | 'no';

/** What one role assignment gives; both lists hold actions in which `*` stands for any text, slashes included. */
export interface Permission {
    actions: readonly string[];
    /** Taken out of this entry's own actions, and of no other's. */
    notActions: readonly string[];
    /** An expression that Azure evaluates when the action is tried; null or empty for none. */
    condition: string | null;
}

export const ASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/write';
export const UNASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/delete';

/** By finding the texts between the wildcards one after the other: nothing of a pattern is ever an expression. */
function covers(pattern: string, action: string): boolean {
    const [first = '', ...rest] = pattern.toLowerCase().split('*');
    const text = action.toLowerCase();
    const last = rest.pop();
    if (last === undefined) return text === first;
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
        const found = text.indexOf(part, at);
        if (found === -1) return false;
        at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
}

const allows = ({ actions, notActions }: Permission, action: string): boolean =>
    actions.some((pattern) => covers(pattern, action)) && !notActions.some((pattern) => covers(pattern, action));

/** Whether these permissions allow an action: one of them has to, by itself. */
export function rightTo(action: string, permissions: readonly Permission[]): Right {
    const allowing = permissions.filter((permission) => allows(permission, action));
    if (allowing.some(({ condition }) => condition === null || condition === '')) return 'yes';
    return allowing.length > 0 ? 'conditional' : 'no';
}
