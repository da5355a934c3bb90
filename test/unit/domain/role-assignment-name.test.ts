import { roleAssignmentName } from '../../../shared/domain/role-assignment-name.ts';

const SCOPE = '/subscriptions/c0000000-0000-4000-8000-0000000000a1';
const PRINCIPAL = 'c0000000-0000-4000-8000-000000000201';
const ROLE = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

describe('the name of a role assignment', () => {
    it('is a GUID that never changes: grants that were made keep theirs', () => {
        expect(roleAssignmentName(SCOPE, PRINCIPAL, ROLE)).toBe('beaaf68f-67e7-52c6-9ebe-d4aa3409b476');
    });

    it('does not depend on the letter case of what it is made of', () => {
        const name = roleAssignmentName(SCOPE, PRINCIPAL, ROLE);

        expect(roleAssignmentName(SCOPE.toUpperCase(), PRINCIPAL.toUpperCase(), ROLE.toUpperCase())).toBe(name);
    });

    it('is another for every scope, principal and role', () => {
        const other = 'd0000000-0000-4000-8000-000000000009';
        const names = [
            roleAssignmentName(SCOPE, PRINCIPAL, ROLE),
            roleAssignmentName(`${SCOPE}2`, PRINCIPAL, ROLE),
            roleAssignmentName(SCOPE, other, ROLE),
            roleAssignmentName(SCOPE, PRINCIPAL, other),
            roleAssignmentName(SCOPE, ROLE, PRINCIPAL),
        ];

        expect(new Set(names).size).toBe(names.length);
    });
});
