import listed from '../../../shared/domain/data/eligible-roles.json' with { type: 'json' };
import others from '../../../shared/domain/data/other-roles.json' with { type: 'json' };
import { ELIGIBLE_ROLES, eligibleRoles } from '../../../shared/domain/eligible-roles.ts';

const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const RBAC_ADMINISTRATOR = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168';
const CUSTOM = '0c000000-0000-4000-8000-000000000001';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const roles = (...ids: string[]) => ids.map((roleDefinitionId) => ({ roleDefinitionId }));

describe('the list of eligible roles', () => {
    it('says whose it is and of which day, and names each role once by a GUID in lower case', () => {
        const ids = [...listed.roles.map(({ id }) => id), ...Object.keys(others.names)];

        for (const { source, asOf } of [listed, others]) {
            expect(source).toMatch(/^Microsoft .* https:\/\/learn\.microsoft\.com\/\S+$/);
            expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
        }
        expect(ids.filter((id) => !GUID.test(id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
    });

    it('has the roles that a partner is usually given, and about a hundred in all', () => {
        const names = [...ELIGIBLE_ROLES.values()];

        expect(names).toEqual(
            expect.arrayContaining([
                'Support Request Contributor',
                'Contributor',
                'Owner',
                'User Access Administrator',
                'Virtual Machine Contributor',
            ]),
        );
        expect(names.length).toBeGreaterThan(90);
        expect(names.filter((name) => name.endsWith(' Reader'))).toEqual([]);
    });
});

describe('which roles count', () => {
    it.each([
        ['none', [], false],
        ['Reader', [READER], false],
        ['a role that the list does not have', [RBAC_ADMINISTRATOR], false],
        ['an eligible one beside Reader', [READER, SUPPORT_REQUEST_CONTRIBUTOR], true],
        ['an eligible one in capitals', [SUPPORT_REQUEST_CONTRIBUTOR.toUpperCase()], true],
    ])('of %s', (_what, ids, isHeld) => {
        expect(eligibleRoles([]).held(roles(...ids))).toBe(isHeld);
        expect(eligibleRoles([]).held(roles(...ids))).toBe(isHeld);
    });

    it('grows by what the settings add, in any letter case, and by nothing else', () => {
        const more = eligibleRoles([CUSTOM.toUpperCase(), READER]);

        expect([CUSTOM, READER, SUPPORT_REQUEST_CONTRIBUTOR].map((id) => more.held(roles(id)))).toEqual([
            true,
            true,
            true,
        ]);
        expect(more.held(roles(RBAC_ADMINISTRATOR))).toBe(false);
        expect(eligibleRoles([]).held(roles(CUSTOM))).toBe(false);
    });
});

describe('a role by its ID', () => {
    it.each([
        [SUPPORT_REQUEST_CONTRIBUTOR, 'Support Request Contributor', 'eligible'],
        [READER, 'Reader', 'not-eligible'],
        ['fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64', 'Billing Reader', 'not-eligible'],
        [RBAC_ADMINISTRATOR, 'Role Based Access Control Administrator', 'not-listed'],
        [CUSTOM, null, 'not-listed'],
    ])('%s is %s, %s', (id, name, standing) => {
        expect(eligibleRoles().role(id.toUpperCase())).toEqual({ name, standing });
    });

    it('tells what the settings added from what Microsoft lists', () => {
        const more = eligibleRoles([CUSTOM, READER, SUPPORT_REQUEST_CONTRIBUTOR]);

        expect([CUSTOM, READER, SUPPORT_REQUEST_CONTRIBUTOR].map((id) => more.role(id))).toEqual([
            { name: null, standing: 'added' },
            { name: 'Reader', standing: 'added' },
            { name: 'Support Request Contributor', standing: 'eligible' },
        ]);
    });
});
