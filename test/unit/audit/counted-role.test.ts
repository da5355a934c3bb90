import { standingOf } from '../../../shared/domain/counted-role.ts';
import { eligibleRoles } from '../../../shared/domain/eligible-roles.ts';
import { noEligibleRoleStep } from '../../../shared/domain/next-steps.ts';

const SUPPORT = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const CUSTOM = 'c0570000-0000-4000-8000-000000000001';
const HERE = '/subscriptions/s';
const ABOVE = '/providers/Microsoft.Management/managementGroups/mg-1';
const SOON = '2026-11-24T05:00:00.000Z';
const LATER = '2027-02-01T05:00:00.000Z';

const held = (roleDefinitionId: string, scope = HERE, until?: string) => ({ roleDefinitionId, scope, until });
const standing = (...roles: ReturnType<typeof held>[]) => standingOf(roles, eligibleRoles());

describe('the role that a record names', () => {
    it('is one that counts, named, with where it stands', () => {
        expect(standing(held(READER), held(SUPPORT.toUpperCase(), ABOVE))).toEqual({
            counts: true,
            role: { id: SUPPORT, name: 'Support Request Contributor', scope: ABOVE },
            until: null,
        });
    });

    it.each([
        ['for good before one that ends', [held(SUPPORT, HERE, LATER), held(CONTRIBUTOR)], CONTRIBUTOR, null],
        ['the one that ends last', [held(SUPPORT, HERE, SOON), held(CONTRIBUTOR, HERE, LATER)], CONTRIBUTOR, LATER],
        ['one that counts, though another stays', [held(READER), held(SUPPORT, HERE, SOON)], SUPPORT, SOON],
    ])('is %s', (_what, roles, id, until) => {
        expect(standing(...roles)).toMatchObject({ counts: true, role: { id }, until });
        expect(standing(...roles.toReversed())).toMatchObject({ counts: true, role: { id }, until });
    });

    it('is the same in whatever order Azure gives them, the widest first', () => {
        const roles = [held(CONTRIBUTOR), held(SUPPORT, ABOVE), held(SUPPORT)];

        expect(standing(...roles)).toEqual(standing(...roles.toReversed()));
        expect(standing(...roles)).toMatchObject({ role: { id: SUPPORT, scope: ABOVE } });
    });

    it('is without one that counts what comes nearest', () => {
        expect(standing(held(READER, ABOVE), held(CUSTOM))).toMatchObject({
            counts: false,
            role: { id: CUSTOM, name: null },
            standing: 'not-listed',
        });
        expect(standing()).toEqual({ counts: false, kind: 'nothing' });
    });

    it('counts where the settings add it', () => {
        expect(standingOf([held(CUSTOM)], eligibleRoles([CUSTOM]))).toMatchObject({ counts: true });
    });
});

describe('the next step without a role that counts', () => {
    const step = (role: ReturnType<typeof held>, via: 'serviceprincipal' | 'lighthouse' = 'serviceprincipal') => {
        const found = standing(role);
        if (found.counts) throw new Error('This role counts.');
        return noEligibleRoleStep(found, via, 'signin');
    };

    it.each([
        [
            'names the role and where it stands',
            step(held(READER)),
            /^Your application holds Reader on the subscription, which does not count/,
        ],
        ['names a management group', step(held(READER, ABOVE)), /Reader on the management group mg-1,/],
        [
            'names one of the customer’s own by its ID',
            step(held(CUSTOM)),
            new RegExp(`the role ${CUSTOM}.* not on the list`),
        ],
        [
            'says that Lighthouse gave it',
            step(held(READER), 'lighthouse'),
            /^Azure Lighthouse gives your application Reader/,
        ],
        [
            'says that nothing shows itself',
            noEligibleRoleStep({ kind: 'below' }, 'serviceprincipal', 'signin'),
            /a role on a resource group, which counts for that group alone/,
        ],
        [
            'says that nothing is there',
            noEligibleRoleStep({ kind: 'nothing' }, 'serviceprincipal', 'signin'),
            /^Your application holds no role on the subscription/,
        ],
    ])('%s', (_what, text, expected) => {
        expect(text).toMatch(expected);
        expect(text).toMatch(/Send an invite or hand on the quick link.*Support Request Contributor.*\.$/);
    });

    it('asks for no quick link where customers confirm by mail', () => {
        const text = noEligibleRoleStep({ kind: 'nothing' }, 'serviceprincipal', 'email');

        expect(text).not.toMatch(/quick link/);
        expect(text).toMatch(/Ask the customer to assign Support Request Contributor/);
    });
});
