import { ASSIGN_ROLES, rightTo, UNASSIGN_ROLES } from '../../../shared/domain/permissions.ts';
import type { Permission } from '../../../shared/domain/permissions.ts';

const may = (actions: string[], notActions: string[] = [], condition: string | null = null): Permission => ({
    actions,
    notActions,
    condition,
});

const OWNER = may(['*']);
const CONTRIBUTOR = may(['*'], ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write']);
const READER = may(['*/read']);
const ACCESS_ADMINISTRATOR = may(['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*']);
const SUPPORT = may(['Microsoft.Authorization/*/read', 'Microsoft.Support/*']);
const CONDITION =
    "@Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'User'}";

describe('who may write role assignments', () => {
    it.each([
        ['Owner', OWNER, 'yes'],
        ['User Access Administrator', ACCESS_ADMINISTRATOR, 'yes'],
        ['a custom role with nothing else', may([ASSIGN_ROLES]), 'yes'],
        ['Contributor, whose NotActions take it out', CONTRIBUTOR, 'no'],
        ['Reader', READER, 'no'],
        ['Support Request Contributor', SUPPORT, 'no'],
        ['who may only take them away', may([UNASSIGN_ROLES]), 'no'],
        ['a role without any action', may([]), 'no'],
    ])('%s', (_role, permission, right) => {
        expect(rightTo(ASSIGN_ROLES, [permission])).toBe(right);
    });

    it('is nobody without permissions', () => {
        expect(rightTo(ASSIGN_ROLES, [])).toBe('no');
    });

    it('is asked of each entry by itself: what one takes out another still gives', () => {
        expect(rightTo(ASSIGN_ROLES, [CONTRIBUTOR, may([ASSIGN_ROLES])])).toBe('yes');
        expect(rightTo(ASSIGN_ROLES, [OWNER, CONTRIBUTOR])).toBe('yes');
        expect(rightTo(ASSIGN_ROLES, [CONTRIBUTOR, READER, SUPPORT])).toBe('no');
    });

    it('depends on the condition of a role that has one, unless another allows it anyhow', () => {
        const conditional = may([ASSIGN_ROLES], [], CONDITION);

        expect(rightTo(ASSIGN_ROLES, [conditional])).toBe('conditional');
        expect(rightTo(ASSIGN_ROLES, [READER, conditional])).toBe('conditional');
        expect(rightTo(ASSIGN_ROLES, [conditional, OWNER])).toBe('yes');
        expect(rightTo(UNASSIGN_ROLES, [conditional])).toBe('no');
    });

    it('does not depend on a condition that is empty', () => {
        expect(rightTo(ASSIGN_ROLES, [may(['*'], [], '')])).toBe('yes');
    });
});

describe('a pattern of a role', () => {
    it.each([
        ['*', 'anything/at/all'],
        ['*', ''],
        ['**', 'Microsoft.Support/x'],
        ['microsoft.authorization/ROLEASSIGNMENTS/Write', ASSIGN_ROLES],
        ['Microsoft.Authorization/*', ASSIGN_ROLES],
        ['*/write', ASSIGN_ROLES],
        ['*/roleAssignments/*', ASSIGN_ROLES],
        ['Microsoft.*/*/write', ASSIGN_ROLES],
        ['*Authorization*Assignments*', ASSIGN_ROLES],
        ['a*a', 'aa'],
        ['*ab*ab', 'abab'],
    ])('%s covers %s', (pattern, action) => {
        expect(rightTo(action, [may([pattern])])).toBe('yes');
    });

    it.each([
        ['', ASSIGN_ROLES],
        ['Microsoft.Authorization', ASSIGN_ROLES],
        ['Microsoft.Authorization/*/write/', ASSIGN_ROLES],
        ['roleAssignments/write', ASSIGN_ROLES],
        ['MicrosoftXAuthorization/*', ASSIGN_ROLES],
        // Were it an expression, the dot would cover the X.
        ['Microsoft.Authorization/*', 'MicrosoftXAuthorization/roleAssignments/write'],
        ['Microsoft.Authorization/(roleAssignments|x)/write', ASSIGN_ROLES],
        ['.*', ASSIGN_ROLES],
        ['[*]/write', ASSIGN_ROLES],
        ['Microsoft.Authorization/role?ssignments/write', ASSIGN_ROLES],
        ['a*a', 'a'],
        ['ab*ba', 'aba'],
        ['*x*', ASSIGN_ROLES],
        ['*/write*/write', ASSIGN_ROLES],
    ])('%s does not cover %s', (pattern, action) => {
        expect(rightTo(action, [may([pattern])])).toBe('no');
    });

    it('takes out by the same rules', () => {
        expect(rightTo(ASSIGN_ROLES, [may(['*'], ['*/ROLEASSIGNMENTS/*'])])).toBe('no');
        expect(rightTo(ASSIGN_ROLES, [may(['*'], ['.*'])])).toBe('yes');
    });

    it('of many wildcards is answered at once', () => {
        const pattern = `${'*a'.repeat(2000)}*b`;

        expect(rightTo('a'.repeat(4000), [may([pattern])])).toBe('no');
    });
});
