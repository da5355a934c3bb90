import { all, codeOf, startDouble, tenantOf, type Double } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import {
    adatum,
    contoso,
    fabrikam,
    fourthCoffee,
    groupPath,
    PRINCIPAL,
    READER,
    subscriptionPath,
    SUPPORT_REQUEST_CONTRIBUTOR,
    TENANT,
} from './sample-ids.ts';

const V = 'api-version=2022-12-01';

describe('subscriptions', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble({ pageSize: 2 });
    });
    keepClean(() => double);

    const namesFor = async (tenantId: string) =>
        (await all(double.subscriptions(tenantId).subscriptions.list())).map(({ displayName }) => displayName);

    const grantOnly = (scope: string, extra: { endDateTime?: string; eligibleOnly?: boolean } = {}) =>
        double.change((document) => {
            tenantOf(document, contoso(TENANT)).roleAssignments = [
                {
                    scope,
                    principalId: contoso(PRINCIPAL),
                    principalType: 'ServicePrincipal',
                    roleDefinitionId: READER,
                    ...extra,
                },
            ];
        });

    it('lists those under a management group on which the caller holds a role', async () => {
        await expect(namesFor(contoso(TENANT))).resolves.toEqual(['Production', 'Analytics']);
    });

    it.each([
        ['on the subscription itself', subscriptionPath(contoso('a2'))],
        ['on a resource group in it', `${subscriptionPath(contoso('a2'))}/resourceGroups/web`],
    ])('lists the one with a role %s, and no other', async (_where, scope) => {
        await grantOnly(scope);

        await expect(namesFor(contoso(TENANT))).resolves.toEqual(['Analytics']);
    });

    it.each([
        ['is merely eligible', { eligibleOnly: true }],
        ['is over', { endDateTime: '2020-01-01T00:00:00Z' }],
    ])('does not list what a role that %s would show', async (_what, extra) => {
        await grantOnly(subscriptionPath(contoso('a2')), extra);

        await expect(namesFor(contoso(TENANT))).resolves.toEqual([]);
    });

    it('lists through a group, and through a group in a group', async () => {
        await double.change((document) => {
            const tenant = tenantOf(document, contoso(TENANT));
            tenant.groups = [
                { objectId: contoso('901'), displayName: 'Inner', members: [contoso(PRINCIPAL)] },
                { objectId: contoso('902'), displayName: 'Outer', members: [contoso('901')] },
            ];
            tenant.roleAssignments = [
                {
                    scope: subscriptionPath(contoso('a1')),
                    principalId: contoso('902'),
                    principalType: 'Group',
                    roleDefinitionId: READER,
                },
            ];
        });

        await expect(namesFor(contoso(TENANT))).resolves.toEqual(['Production']);
    });

    it('lists only those below the management group, not beside it', async () => {
        await double.change((document) => {
            const tenant = tenantOf(document, contoso(TENANT));
            tenant.managementGroups.push(
                { id: 'platform', displayName: 'Platform', parentId: contoso(TENANT), subscriptions: [] },
                { id: 'deep', displayName: 'Deep', parentId: 'platform', subscriptions: [contoso('a2')] },
            );
        });
        await grantOnly(groupPath('PLATFORM'));

        await expect(namesFor(contoso(TENANT))).resolves.toEqual(['Analytics']);
    });

    it('lists what Lighthouse delegates to the partner in its own tenant, with both tenants', async () => {
        const list = await all(double.subscriptions(fourthCoffee(TENANT)).subscriptions.list());

        expect(list).toMatchObject([
            {
                displayName: 'Data',
                tenantId: adatum(TENANT),
                managedByTenants: [{ tenantId: fourthCoffee(TENANT) }],
            },
        ]);
    });

    it('answers an empty list, not a refusal, to who has nothing', async () => {
        await double.change((document) => {
            tenantOf(document, contoso(TENANT)).roleAssignments = [];
        });

        await expect(namesFor(contoso(TENANT))).resolves.toEqual([]);
    });

    it('goes on page by page by an absolute link, and ends without one', async () => {
        await double.change((document) => {
            const [first] = tenantOf(document, contoso(TENANT)).subscriptions;
            if (first === undefined) throw new Error('no subscription');
            for (const tail of ['a3', 'a4', 'a5']) {
                tenantOf(document, contoso(TENANT)).subscriptions.push({
                    ...first,
                    subscriptionId: contoso(tail),
                    displayName: tail,
                });
            }
        });
        const token = double.credential(contoso(TENANT));

        const pages = [];
        let path: string | undefined = `/subscriptions?${V}`;
        while (path !== undefined) {
            const { body } = await double.call({ path, token });
            const page = body as { value: { displayName: string }[]; nextLink?: string };
            pages.push(page.value.map(({ displayName }) => displayName));
            expect(page.nextLink ?? double.url).toMatch(double.url);
            path = page.nextLink?.slice(double.url.length);
        }

        expect(pages).toEqual([['Production', 'Analytics'], ['a3', 'a4'], ['a5']]);
        await expect(namesFor(contoso(TENANT))).resolves.toHaveLength(5);
    });

    it('shows a grant and its end in the list at once', async () => {
        const owner = await double.userToken(contoso(TENANT), contoso('101'));
        const assignment = `${subscriptionPath(contoso('a2'))}/providers/Microsoft.Authorization/roleAssignments/${contoso('fff')}?api-version=2022-04-01`;
        await grantOnly(subscriptionPath(contoso('a1')));
        await double.change((document) => {
            tenantOf(document, contoso(TENANT)).roleAssignments.push({
                scope: subscriptionPath(contoso('a2')),
                principalId: contoso('101'),
                principalType: 'User',
                roleDefinitionId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
            });
        });
        const before = await namesFor(contoso(TENANT));

        await double.call({
            method: 'PUT',
            path: assignment,
            token: owner,
            body: {
                properties: {
                    roleDefinitionId: `${subscriptionPath(contoso('a2'))}/providers/Microsoft.Authorization/roleDefinitions/${SUPPORT_REQUEST_CONTRIBUTOR}`,
                    principalId: contoso(PRINCIPAL),
                    principalType: 'ServicePrincipal',
                },
            },
        });
        const granted = await namesFor(contoso(TENANT));
        await double.call({ method: 'DELETE', path: assignment, token: owner });

        expect(before).toEqual(['Production']);
        expect(granted).toEqual(['Production', 'Analytics']);
        await expect(namesFor(contoso(TENANT))).resolves.toEqual(['Production']);
    });

    describe('one subscription', () => {
        it('is shown to who holds any role on it', async () => {
            const { subscriptions } = double.subscriptions(fabrikam(TENANT));

            await expect(subscriptions.get(fabrikam('b1'))).resolves.toMatchObject({
                displayName: 'ERP',
                state: 'Enabled',
                subscriptionPolicies: { quotaId: 'EnterpriseAgreement_2014-09-01' },
            });
        });

        it('names its tenant to who has no token', async () => {
            const answer = await double.call({ path: `${subscriptionPath(fabrikam('b1'))}?${V}` });

            expect(codeOf(answer)).toBe('AuthenticationFailed');
            expect(answer.headers['www-authenticate']).toBe(
                `Bearer authorization_uri="https://login.windows.net/${fabrikam(TENANT)}", error="invalid_token", ` +
                    `error_description="The authentication failed because of missing 'Authorization' header."`,
            );
        });

        it.each([
            ['with a token', true],
            ['without', false],
        ])('that exists nowhere is not found %s', async (_how, hasToken) => {
            const answer = await double.call({
                path: `${subscriptionPath(contoso('dead'))}?${V}`,
                ...(hasToken ? { token: double.credential(contoso(TENANT)) } : {}),
            });

            expect([answer.status, codeOf(answer)]).toEqual([404, 'SubscriptionNotFound']);
            expect(answer.headers).toMatchObject({ 'x-ms-failure-cause': 'gateway' });
        });

        it('of another tenant names the right one', async () => {
            const answer = await double.call({
                path: `${subscriptionPath(fabrikam('b1'))}?${V}`,
                token: double.credential(contoso(TENANT)),
            });

            expect([answer.status, codeOf(answer)]).toEqual([401, 'InvalidAuthenticationTokenTenant']);
            expect(answer.headers['www-authenticate']).toContain(`https://login.windows.net/${fabrikam(TENANT)}"`);
        });

        it('is refused to who has no role, naming caller, action and scope', async () => {
            const answer = await double.call({
                path: `${subscriptionPath(contoso('a1'))}?${V}`,
                token: await double.userToken(contoso(TENANT), contoso('777'), { upn: 'nobody@contoso.example' }),
            });

            expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
            expect(JSON.stringify(answer.body)).toContain(
                `The client 'nobody@contoso.example' with object id '${contoso('777')}' does not have authorization to ` +
                    `perform action 'Microsoft.Resources/subscriptions/read' over scope '/subscriptions/${contoso('a1')}'`,
            );
        });

        it('with an ID that is no GUID is a bad request', async () => {
            const answer = await double.call({
                path: `/subscriptions/production?${V}`,
                token: double.credential(contoso(TENANT)),
            });

            expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidSubscriptionId']);
        });

        it('compares IDs and paths without case', async () => {
            const answer = await double.call({
                path: `/SUBSCRIPTIONS/${contoso('a1').toUpperCase()}?API-VERSION=2022-12-01`,
                token: double.credential(contoso(TENANT)),
            });

            expect(answer).toMatchObject({ status: 200, body: { displayName: 'Production' } });
        });
    });
});
