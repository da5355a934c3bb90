import { codeOf, startDouble, tenantOf, type Answer, type Double } from './environment.ts';
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

const GROUPS = '/providers/Microsoft.Management/managementGroups';
const V = 'api-version=2023-04-01';

describe('what lies above and around subscriptions', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble({ pageSize: 3 });
    });
    keepClean(() => double);

    const get = (path: string, tenantId = contoso(TENANT)): Promise<Answer> =>
        double.call({ path, token: double.credential(tenantId) });

    /** platform and, below it, deep with Analytics; Production stays under the root. */
    const nest = () =>
        double.change((document) => {
            tenantOf(document, contoso(TENANT)).managementGroups = [
                { id: 'platform', displayName: 'Platform', parentId: null, subscriptions: [] },
                { id: 'deep', displayName: 'Deep', parentId: 'platform', subscriptions: [contoso('a2')] },
            ];
        });

    describe('management groups', () => {
        it('list only those with a direct assignment, flat', async () => {
            await nest();

            const answer = await get(`${GROUPS}?${V}`);

            expect(answer.body).toEqual({
                value: [
                    {
                        id: groupPath(contoso(TENANT)),
                        type: 'Microsoft.Management/managementGroups',
                        name: contoso(TENANT),
                        properties: { tenantId: contoso(TENANT), displayName: 'Tenant Root Group' },
                    },
                ],
                '@nextLink': null,
            });
        });

        it('list nothing, without a refusal, for who holds no role on one', async () => {
            const answer = await get(`${GROUPS}?${V}`, fabrikam(TENANT));

            expect(answer).toMatchObject({ status: 200, body: { value: [] } });
        });

        it('can be read by an inherited role, with parent and children', async () => {
            await nest();

            const answer = await get(`${GROUPS}/platform?${V}&$expand=children&$recurse=true`);

            expect(answer.body).toMatchObject({
                name: 'platform',
                properties: {
                    details: { parent: { id: groupPath(contoso(TENANT)) } },
                    children: [
                        {
                            name: 'deep',
                            children: [
                                {
                                    id: subscriptionPath(contoso('a2')),
                                    type: '/subscriptions',
                                    displayName: 'Analytics',
                                },
                            ],
                        },
                    ],
                },
            });
            expect(answer.headers['x-ms-request-id']).toMatch(/^local:[0-9a-f-]{36}$/);
        });

        it('show no children unasked', async () => {
            const answer = await get(`${GROUPS}/${contoso(TENANT)}?${V}`);

            expect((answer.body as { properties: object }).properties).not.toHaveProperty('children');
        });

        it.each([
            ['that the caller may not read', fabrikam(TENANT)],
            ['that does not exist', fabrikam('404')],
        ])('answer the same for one %s', async (_what, id) => {
            const answer = await get(`${GROUPS}/${id}?${V}`, fabrikam(TENANT));

            expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
            expect(JSON.stringify(answer.body)).toContain(
                `'Microsoft.Management/managementGroups/read' over scope '${groupPath(id)}'`,
            );
        });

        it('give all descendants page by page, each with the group right above it', async () => {
            await nest();
            await double.change((document) => {
                const { subscriptions } = tenantOf(document, contoso(TENANT));
                const [first] = subscriptions;
                if (first === undefined) throw new Error('no subscription');
                subscriptions.push({ ...first, subscriptionId: contoso('a3'), displayName: 'Untouched' });
            });

            const first = await get(`${GROUPS}/${contoso(TENANT)}/descendants?${V}`);
            const { value, nextLink = '' } = first.body as { value: object[]; nextLink?: string };
            const second = await get(nextLink.slice(double.url.length));
            const rest = second.body as { value: object[] };

            expect(rest).not.toHaveProperty('nextLink');
            const parent = (id: string) => ({ id: groupPath(id) });
            const subscription = 'Microsoft.Management/managementGroups/subscriptions';
            expect([...value, ...rest.value]).toMatchObject([
                { name: 'deep', properties: { parent: parent('platform') } },
                { name: 'platform', properties: { parent: parent(contoso(TENANT)) } },
                { name: contoso('a1'), type: subscription, properties: { parent: parent(contoso(TENANT)) } },
                {
                    name: contoso('a2'),
                    type: subscription,
                    properties: { displayName: 'Analytics', parent: parent('deep') },
                },
                { name: contoso('a3'), type: subscription, properties: { displayName: 'Untouched' } },
            ]);
        });
    });

    describe('Support Request Contributor alone', () => {
        beforeEach(() =>
            double.change((document) => {
                tenantOf(document, contoso(TENANT)).roleAssignments = [
                    {
                        scope: groupPath(contoso(TENANT)),
                        principalId: contoso(PRINCIPAL),
                        principalType: 'ServicePrincipal',
                        roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
                    },
                ];
            }),
        );

        const here = subscriptionPath(contoso('a1'));

        it.each([
            ['the management group', `${GROUPS}/${contoso(TENANT)}?${V}`],
            ['its descendants', `${GROUPS}/${contoso(TENANT)}/descendants?${V}`],
            [
                'the billing property',
                `${here}/providers/Microsoft.Billing/billingProperty/default?api-version=2024-04-01`,
            ],
            [
                'the delegations',
                `${here}/providers/Microsoft.ManagedServices/registrationAssignments?api-version=2022-10-01`,
            ],
        ])('may not read %s', async (_what, path) => {
            const answer = await get(path);

            expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
        });

        it.each([
            ['role assignments', 'roleAssignments?api-version=2022-04-01'],
            ['role definitions', 'roleDefinitions?api-version=2022-04-01'],
            ['permissions', 'permissions?api-version=2022-04-01'],
            ['schedule instances', 'roleAssignmentScheduleInstances?api-version=2020-10-01'],
        ])('may read %s', async (_what, operation) => {
            const answer = await get(`${here}/providers/Microsoft.Authorization/${operation}`);

            expect(answer.status).toBe(200);
        });
    });

    describe('Lighthouse delegations', () => {
        const path = `${subscriptionPath(adatum('f1'))}/providers/Microsoft.ManagedServices/registrationAssignments?api-version=2022-10-01`;

        it('are read from the partner tenant, with bare role IDs', async () => {
            const answer = await get(`${path}&$expandRegistrationDefinition=true`, fourthCoffee(TENANT));

            expect(answer.body).toMatchObject({
                value: [
                    {
                        properties: {
                            provisioningState: 'Succeeded',
                            registrationDefinition: {
                                properties: {
                                    manageeTenantId: adatum(TENANT),
                                    managedByTenantId: fourthCoffee(TENANT),
                                    authorizations: [
                                        { principalId: fourthCoffee(PRINCIPAL), roleDefinitionId: READER },
                                        {
                                            principalId: fourthCoffee(PRINCIPAL),
                                            roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
                                        },
                                    ],
                                },
                            },
                        },
                    },
                ],
            });
        });

        it('come without their definition unasked', async () => {
            const { body } = await get(path, fourthCoffee(TENANT));

            const [row] = (body as { value: { properties: object }[] }).value;
            expect(Object.keys(row?.properties ?? {})).toEqual(['registrationDefinitionId', 'provisioningState']);
        });

        it('need Reader beside the eligible role', async () => {
            await double.change((document) => {
                const [delegation] = tenantOf(document, adatum(TENANT)).delegations;
                delegation?.authorizations.shift();
            });

            const answer = await get(path, fourthCoffee(TENANT));

            expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
        });

        it('show and open nothing once they are taken back', async () => {
            await double.change((document) => {
                tenantOf(document, adatum(TENANT)).delegations = [];
            });

            const list = await get('/subscriptions?api-version=2022-12-01', fourthCoffee(TENANT));
            const answer = await get(path, fourthCoffee(TENANT));

            expect(list.body).toMatchObject({ value: [] });
            expect([answer.status, codeOf(answer)]).toEqual([401, 'InvalidAuthenticationTokenTenant']);
        });
    });

    describe('the billing property', () => {
        const billing = (id: string) =>
            `${subscriptionPath(id)}/providers/Microsoft.Billing/billingProperty/default?api-version=2024-04-01`;

        it('tells agreement and account', async () => {
            const answer = await get(billing(contoso('a1')));

            expect(answer).toMatchObject({
                status: 200,
                body: {
                    properties: {
                        billingAccountAgreementType: 'MicrosoftCustomerAgreement',
                        billingAccountId: `/providers/Microsoft.Billing/billingAccounts/${contoso('301')}:${contoso('302')}_2019-05-31`,
                    },
                },
            });
        });

        it('is not found where the document has none', async () => {
            await double.change((document) => {
                for (const subscription of tenantOf(document, contoso(TENANT)).subscriptions)
                    subscription.billing = null;
            });

            const answer = await get(billing(contoso('a1')));

            expect(answer.status).toBe(404);
        });
    });
});
