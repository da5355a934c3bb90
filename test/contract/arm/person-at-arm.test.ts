import type { SampleRoleAssignment } from '../../../local/arm/state/document.ts';
import { mfaChallenge } from '../../support/sign-in.ts';
import { all, codeOf, tenantOf, type Answer } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import {
    contoso,
    fabrikam,
    fourthCoffee,
    groupPath,
    OWNER,
    PRINCIPAL,
    READER,
    subscriptionPath,
    SUPPORT_REQUEST_CONTRIBUTOR,
    TENANT,
} from './sample-ids.ts';
import { startSignIn, type SignInDouble } from './sign-in-environment.ts';

const RBAC_ADMINISTRATOR = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168';
const USER_ACCESS_ADMINISTRATOR = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';
const PRODUCTION = subscriptionPath(contoso('a1'));
const ANALYTICS = subscriptionPath(contoso('a2'));
const ROOT = groupPath(contoso(TENANT));
const GROUP = contoso('901');
const NAME = 'aaaaaaaa-0000-4000-8000-00000000000a';
const AUTHORIZATION = '/providers/Microsoft.Authorization';

describe('a signed-in person at ARM', () => {
    let double: SignInDouble;
    beforeAll(async () => {
        double = await startSignIn();
    });
    keepClean(() => double);

    const tokenOf = async (name: string, asked = {}, tenantId = contoso(TENANT)): Promise<string> =>
        (await double.signIn(name.includes('@') ? name : `${name}@contoso.example`, tenantId, asked)).access_token ??
        '';

    const get = async (name: string, path: string): Promise<Answer> =>
        double.call({ path, token: await tokenOf(name) });

    const values = ({ body }: Answer): Record<string, unknown>[] =>
        (body as { value?: Record<string, unknown>[] }).value ?? [];

    const grantBody = (roleDefinitionId = SUPPORT_REQUEST_CONTRIBUTOR) => ({
        properties: {
            roleDefinitionId: `${ANALYTICS}${AUTHORIZATION}/roleDefinitions/${roleDefinitionId}`,
            principalId: contoso(PRINCIPAL),
            principalType: 'ServicePrincipal',
        },
    });

    const assignmentPath = (scope = ANALYTICS) =>
        `${scope}${AUTHORIZATION}/roleAssignments/${NAME}?api-version=2022-04-01`;

    const grant = (token: string, scope = ANALYTICS, body: unknown = grantBody()) =>
        double.call({ method: 'PUT', path: assignmentPath(scope), token, body });

    const assign = (row: Partial<SampleRoleAssignment>) =>
        double.change((document) => {
            tenantOf(document, contoso(TENANT)).roleAssignments.push({
                scope: ANALYTICS,
                principalId: contoso('104'),
                principalType: 'User',
                roleDefinitionId: OWNER,
                ...row,
            });
        });

    it.each([
        ['owner', ['Analytics', 'Production']],
        ['admin', ['Analytics', 'Production']],
        ['operator@fourthcoffee.example', ['Production']],
    ])('sees as %s what it has a role on in this tenant, and no other tenant', async (name, expected) => {
        const answer = await get(name, '/subscriptions?api-version=2022-12-01');

        expect(
            values(answer)
                .map(({ displayName }) => displayName)
                .sort(),
        ).toEqual(expected);
        expect(new Set(values(answer).map(({ tenantId }) => tenantId))).toEqual(new Set([contoso(TENANT)]));
    });

    it('of another tenant is refused by the subscription', async () => {
        const token = await tokenOf('owner@fabrikam.example', {}, fabrikam(TENANT));

        const answer = await double.call({ path: `${PRODUCTION}?api-version=2022-12-01`, token });

        expect([answer.status, codeOf(answer)]).toEqual([401, 'InvalidAuthenticationTokenTenant']);
    });

    it.each([
        ['owner', 201],
        ['admin', 201],
        ['contributor', 403],
        ['reader', 403],
        ['operator@fourthcoffee.example', 403],
    ])('may as %s grant a role on Analytics: %i', async (name, status) => {
        const answer = await grant(await tokenOf(name));

        expect(answer.status).toBe(status);
        expect(codeOf(answer)).toBe(status === 403 ? 'AuthorizationFailed' : undefined);
    });

    it.each([
        ['Role Based Access Control Administrator', RBAC_ADMINISTRATOR],
        ['User Access Administrator', USER_ACCESS_ADMINISTRATOR],
    ])('may grant a role as %s, by a group', async (roleName, roleDefinitionId) => {
        await double.change((document) => {
            const tenant = tenantOf(document, contoso(TENANT));
            tenant.groups = [{ objectId: GROUP, displayName: 'Admins', members: [contoso('103')] }];
        });
        await assign({ principalId: GROUP, principalType: 'Group', roleDefinitionId });
        const token = await tokenOf('reader');

        const role = await double.call({
            path: `${ANALYTICS}${AUTHORIZATION}/roleDefinitions/${roleDefinitionId}?api-version=2022-04-01`,
            token,
        });
        const answer = await grant(token);

        expect(role.body).toMatchObject({ properties: { roleName } });
        expect(answer.status).toBe(201);
    });

    it('takes back what it granted: 200 with the assignment, and 204 where there is none', async () => {
        const token = await tokenOf('owner');
        await grant(token);

        const answers = [
            await double.call({ method: 'DELETE', path: assignmentPath(), token }),
            await double.call({ method: 'DELETE', path: assignmentPath(), token }),
        ];

        expect(answers.map(({ status }) => status)).toEqual([200, 204]);
        expect(answers[0]?.body).toMatchObject({ name: NAME });
        expect(answers[1]?.body).toBe('');
    });

    it('can grant nothing to a principal that is not in the tenant', async () => {
        const body = grantBody();
        body.properties.principalId = fourthCoffee(PRINCIPAL);

        const answer = await grant(await tokenOf('owner'), ANALYTICS, body);

        expect([answer.status, codeOf(answer)]).toEqual([400, 'PrincipalNotFound']);
    });

    it('lists the management groups that it holds a role on, and what lies below them', async () => {
        const groups = '/providers/Microsoft.Management/managementGroups';
        const ofAdmin = await get('admin', `${groups}?api-version=2020-05-01`);
        const ofOwner = await get('owner', `${groups}?api-version=2020-05-01`);
        const below = await get('admin', `${ROOT}/descendants?api-version=2020-05-01`);

        expect(values(ofAdmin).map(({ name }) => name)).toEqual([contoso(TENANT)]);
        expect(values(ofOwner)).toEqual([]);
        expect(values(below).map(({ name }) => name)).toEqual([contoso('a1'), contoso('a2')]);
    });

    it('can grant at the root management group what then holds for every subscription', async () => {
        const token = await tokenOf('admin');

        const answer = await grant(token, ROOT);

        expect(answer.status).toBe(201);
        const { roleAssignments } = double.authorization(contoso(TENANT), contoso('a2'));
        const rows = await all(roleAssignments.listForSubscription({ filter: `assignedTo('${contoso(PRINCIPAL)}')` }));
        expect(rows.map(({ scope }) => scope)).toEqual([ROOT, ROOT]);
    });

    it('is in the list of requests by its own object ID, also where it links its own account', async () => {
        const token = await tokenOf('owner');
        await double.call({ method: 'DELETE', path: '/_sim/requests' });

        await double.call({
            method: 'PUT',
            path: '/providers/Microsoft.ManagementPartner/partners/314159?api-version=2018-02-01',
            token,
        });

        const { body } = await double.call({ path: '/_sim/requests' });
        expect(body).toMatchObject([
            { method: 'PUT', tenantId: contoso(TENANT), objectId: contoso('101'), status: 200 },
        ]);
        const { managementPartners } = tenantOf(await double.state(), contoso(TENANT));
        expect(Object.keys(managementPartners)).toEqual([contoso('101')]);
    });

    describe('with a role that is only eligible', () => {
        const eligible = `${ANALYTICS}${AUTHORIZATION}/roleEligibilityScheduleInstances?api-version=2020-10-01`;
        const ownOnes = `${eligible}&$filter=asTarget()`;

        beforeEach(() => assign({ principalId: contoso('103'), eligibleOnly: true }));

        it('may not grant, but sees what could be activated', async () => {
            const token = await tokenOf('reader');

            const refused = await grant(token);
            const found = values(await double.call({ path: ownOnes, token }));

            expect(codeOf(refused)).toBe('AuthorizationFailed');
            expect(found).toHaveLength(1);
            expect(found[0]).toMatchObject({
                type: 'Microsoft.Authorization/roleEligibilityScheduleInstances',
                properties: {
                    principalId: contoso('103'),
                    scope: ANALYTICS,
                    memberType: 'Direct',
                    status: 'Provisioned',
                },
            });
            expect(JSON.stringify(found[0])).toContain(`/roleDefinitions/${OWNER}`);
        });

        it('sees its own alone by asTarget(), and those of all without', async () => {
            await assign({ principalId: contoso('102'), eligibleOnly: true });

            const own = values(await get('reader', ownOnes));
            const every = values(await get('reader', eligible));

            expect([own.length, every.length]).toEqual([1, 2]);
        });

        it('needs no other right to see its own, but one to see those of others', async () => {
            await double.change((document) => {
                const tenant = tenantOf(document, contoso(TENANT));
                tenant.roleAssignments = tenant.roleAssignments.filter(
                    ({ principalId, eligibleOnly }) => principalId !== contoso('103') || eligibleOnly === true,
                );
            });

            const own = await get('reader', ownOnes);
            const every = await get('reader', eligible);

            expect([own.status, values(own).length]).toEqual([200, 1]);
            expect([every.status, codeOf(every)]).toEqual([403, 'AuthorizationFailed']);
        });

        it('sees none that is over', async () => {
            await double.change((document) => {
                for (const row of tenantOf(document, contoso(TENANT)).roleAssignments) {
                    if (row.eligibleOnly === true) row.endDateTime = '2020-01-01T00:00:00Z';
                }
            });

            expect(values(await get('reader', ownOnes))).toEqual([]);
        });
    });

    describe('under a condition', () => {
        const condition =
            "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR " +
            `(@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${READER}} ` +
            'AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType] ' +
            "ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}))";

        beforeEach(() =>
            assign({
                principalId: contoso('103'),
                roleDefinitionId: RBAC_ADMINISTRATOR,
                condition,
                conditionVersion: '2.0',
            }),
        );

        it('shows it with its permissions, and none with those that have none', async () => {
            const path = `${ANALYTICS}${AUTHORIZATION}/permissions?api-version=2022-04-01`;

            const found = values(await get('reader', path));

            expect(found.map((permission) => permission.condition)).toEqual([undefined, condition]);
            expect(found[1]).toMatchObject({ conditionVersion: '2.0' });
        });

        it.each([
            ['allows', READER, 201],
            ['does not allow', SUPPORT_REQUEST_CONTRIBUTOR, 403],
        ])('may grant what it %s', async (_what, roleDefinitionId, status) => {
            const answer = await grant(await tokenOf('reader'), ANALYTICS, grantBody(roleDefinitionId));

            expect(answer.status).toBe(status);
        });

        it.each([
            [`ForAnyOfAllValues:GuidNotEquals {${OWNER}, ${READER}}`, 201],
            [`ForAnyOfAllValues:GuidNotEquals {${OWNER}, ${SUPPORT_REQUEST_CONTRIBUTOR}}`, 403],
        ])('may grant under %s: %i', async (rule, status) => {
            await double.change((document) => {
                for (const row of tenantOf(document, contoso(TENANT)).roleAssignments) {
                    if (row.condition !== undefined) {
                        row.condition = `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ${rule}`;
                    }
                }
            });

            const answer = await grant(await tokenOf('reader'));

            expect(answer.status).toBe(status);
        });

        it('may take back only what it allows, too', async () => {
            await double.change((document) => {
                for (const row of tenantOf(document, contoso(TENANT)).roleAssignments) {
                    if (row.condition !== undefined) {
                        row.condition =
                            '@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ' +
                            `ForAnyOfAnyValues:GuidEquals {${READER}}`;
                    }
                }
            });
            await grant(await tokenOf('owner'));

            const answer = await double.call({
                method: 'DELETE',
                path: assignmentPath(),
                token: await tokenOf('reader'),
            });

            expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
        });
    });

    describe('is stopped on order', () => {
        const order = (body: unknown) => double.call({ method: 'POST', path: '/_sim/faults', body });

        it('until it has signed in with more than a password', async () => {
            await order({
                method: 'PUT',
                path: '/roleAssignments/',
                status: 401,
                headers: mfaChallenge(),
                unlessMfa: true,
                times: 100,
            });

            const first = await grant(await tokenOf('owner'));
            const challenge = /claims="([^"]+)"/.exec(first.headers['www-authenticate'] ?? '')?.[1] ?? '';
            const claims = Buffer.from(challenge, 'base64').toString();
            const second = await grant(await tokenOf('owner'));
            const third = await grant(await tokenOf('owner', { claims }));

            expect(first.headers['www-authenticate']).toContain('error="insufficient_claims"');
            expect([first.status, second.status, third.status]).toEqual([401, 401, 201]);
        });

        it('by a policy, which the answer names', async () => {
            await order({
                method: 'PUT',
                path: '/roleAssignments/',
                status: 403,
                code: 'RequestDisallowedByPolicy',
                times: 1,
            });

            const answer = await grant(await tokenOf('owner'));

            expect(answer).toMatchObject({
                status: 403,
                body: {
                    error: {
                        code: 'RequestDisallowedByPolicy',
                        target: NAME,
                        message: expect.stringMatching(/ was disallowed by policy\. Policy identifiers: /) as string,
                        additionalInfo: [
                            {
                                type: 'PolicyViolation',
                                info: { policyDefinitionDisplayName: 'Allowed role assignments' },
                            },
                        ],
                    },
                },
            });
        });

        it('with a body as the order has it', async () => {
            const error = { code: 'RoleAssignmentLimitExceeded', message: 'No more role assignments.' };
            await order({ path: '/roleAssignments/', status: 409, body: { error }, times: 1 });

            const answer = await grant(await tokenOf('owner'));

            expect(answer).toMatchObject({ status: 409, body: { error } });
        });
    });
});
