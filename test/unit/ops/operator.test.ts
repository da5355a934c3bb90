import { judgeOperator, mayDo } from '../../../shared/domain/ops/operator.ts';
import type { OperatorClaims } from '../../../shared/domain/ops/operator.ts';
import { CUSTOMER, HOME, OPS_CLIENT, operatorRules } from '../../support/principals.ts';

const good: OperatorClaims = {
    issuer: `https://login.microsoftonline.com/${HOME}/v2.0`,
    audience: OPS_CLIENT,
    tenantId: HOME,
    identityProvider: null,
    objectId: 'o',
    name: 'operator@fourthcoffee.example',
    roles: ['Partner.Operator'],
};

describe('an operator', () => {
    it.each<[string, Partial<OperatorClaims>]>([
        ['of a version 2 token', {}],
        ['of a version 1 token', { issuer: `https://sts.windows.net/${HOME}/`, audience: `api://${OPS_CLIENT}` }],
        ['whose tenant is written large', { tenantId: HOME.toUpperCase() }],
        ['who is said to be of the tenant itself', { identityProvider: `https://sts.windows.net/${HOME}/` }],
    ])('is believed: one %s', (_what, over) => {
        expect(judgeOperator({ ...good, ...over }, operatorRules)).toEqual({
            operator: { name: 'operator@fourthcoffee.example', objectId: 'o', roles: ['Partner.Operator'] },
        });
    });

    it.each<[string, Partial<OperatorClaims>]>([
        ['issuer', { issuer: `https://login.microsoftonline.com/${CUSTOMER}/v2.0` }],
        ['issuer', { issuer: `https://login.microsoftonline.com/${HOME}/v2.0/` }],
        ['issuer', { issuer: `https://login.microsoftonline.com.evil.example/${HOME}/v2.0` }],
        ['audience', { audience: HOME }],
        ['audience', { audience: '' }],
        ['audience', { audience: `api://${OPS_CLIENT}/` }],
        ['tenant', { tenantId: CUSTOMER }],
        ['guest', { identityProvider: `https://sts.windows.net/${CUSTOMER}/` }],
        ['guest', { identityProvider: 'live.com' }],
        ['role', { roles: [] }],
        ['role', { roles: ['Partner.operator', 'Partner', 'Global Administrator'] }],
    ])('is refused for the %s: %j', (reason, over) => {
        expect(judgeOperator({ ...good, ...over }, operatorRules)).toEqual({ refused: reason });
    });

    it('has only the roles that mean something here', () => {
        const verdict = judgeOperator({ ...good, roles: ['Other', 'Partner.Reader'] }, operatorRules);

        expect(verdict).toMatchObject({ operator: { roles: ['Partner.Reader'] } });
    });

    it.each([
        ['Partner.Reader', 'look', true],
        ['Partner.Reader', 'act', false],
        ['Partner.Operator', 'look', true],
        ['Partner.Operator', 'act', true],
    ] as const)('as %s may %s: %s', (role, doing, allowed) => {
        expect(mayDo({ name: 'n', objectId: 'o', roles: [role] }, doing)).toBe(allowed);
    });
});
