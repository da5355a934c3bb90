import { all, codeOf, startDouble, tenantOf, type Double } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import {
    adatum,
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

const V = 'api-version=2022-04-01';
const PRODUCTION = subscriptionPath(contoso('a1'));
const ROOT = groupPath(contoso(TENANT));
const GROUP = contoso('901');
const provider = (scope: string) => `${scope}/providers/Microsoft.Authorization`;
const role = (id: string, scope = PRODUCTION) => `${provider(scope)}/roleDefinitions/${id}`;

describe('role assignments', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble();
    });
    keepClean(() => double);

    const client = () => double.authorization(contoso(TENANT), contoso('a1')).roleAssignments;

    /** The partner's principal: at the root, at Production, in a resource group of it, and twice where it does not count. */
    const spread = () =>
        double.change((document) => {
            const tenant = tenantOf(document, contoso(TENANT));
            tenant.groups = [{ objectId: GROUP, displayName: 'Partners', members: [contoso(PRINCIPAL)] }];
            const base = { principalId: contoso(PRINCIPAL), principalType: 'ServicePrincipal' as const };
            tenant.roleAssignments = [
                { ...base, scope: ROOT, roleDefinitionId: READER },
                { ...base, scope: PRODUCTION, roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR },
                { ...base, scope: `${PRODUCTION}/resourceGroups/web`, roleDefinitionId: OWNER },
                { ...base, scope: PRODUCTION, roleDefinitionId: OWNER, eligibleOnly: true },
                { ...base, scope: PRODUCTION, roleDefinitionId: OWNER, endDateTime: '2020-01-01T00:00:00Z' },
                {
                    scope: PRODUCTION,
                    principalId: GROUP,
                    principalType: 'Group',
                    roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
                },
                { scope: PRODUCTION, principalId: contoso('101'), principalType: 'User', roleDefinitionId: OWNER },
                { ...base, scope: subscriptionPath(contoso('a2')), roleDefinitionId: OWNER },
            ];
        });

    const rows = async (filter?: string, scope = PRODUCTION) =>
        (await all(client().listForScope(scope, filter === undefined ? {} : { filter }))).map(
            ({ scope: at, principalId, roleDefinitionId }) => [
                at?.replace(PRODUCTION, '{production}').replace(ROOT, '{root}'),
                principalId,
                roleDefinitionId?.split('/').at(-1),
            ],
        );

    const partnerAtRoot = ['{root}', contoso(PRINCIPAL), READER];
    const partnerHere = ['{production}', contoso(PRINCIPAL), SUPPORT_REQUEST_CONTRIBUTOR];
    const partnerBelow = ['{production}/resourceGroups/web', contoso(PRINCIPAL), OWNER];
    const groupHere = ['{production}', GROUP, SUPPORT_REQUEST_CONTRIBUTOR];
    const ownerHere = ['{production}', contoso('101'), OWNER];

    it.each([
        [undefined, [partnerHere, groupHere, ownerHere, partnerAtRoot, partnerBelow]],
        ['atScope()', [partnerHere, groupHere, ownerHere, partnerAtRoot]],
        [`principalId eq '${contoso(PRINCIPAL)}'`, [partnerHere, partnerAtRoot, partnerBelow]],
        [`assignedTo('${contoso(PRINCIPAL)}')`, [partnerHere, groupHere, partnerAtRoot, partnerBelow]],
        [`atScope() and assignedTo('${contoso(PRINCIPAL)}')`, [partnerHere, groupHere, partnerAtRoot]],
        [`principalId eq '${contoso('404')}'`, []],
    ])('lists for the filter %s the active ones that apply', async (filter, expected) => {
        await spread();

        await expect(rows(filter)).resolves.toEqual(expected);
    });

    it('lists at a management group what stands there and below, at every depth', async () => {
        await spread();

        const found = await rows(`principalId eq '${contoso(PRINCIPAL)}'`, ROOT);

        expect(found).toEqual([
            partnerAtRoot,
            partnerHere,
            partnerBelow,
            [subscriptionPath(contoso('a2')), contoso(PRINCIPAL), OWNER],
        ]);
    });

    it('qualifies the role with the subscription of the request, and keeps the scope of the assignment', async () => {
        const found = await all(client().listForScope(PRODUCTION, { filter: 'atScope()' }));

        const inherited = found.find(({ scope }) => scope === ROOT);
        expect(inherited).toMatchObject({ roleDefinitionId: role(OWNER), principalId: contoso('104') });
        expect(inherited?.id).toMatch(new RegExp(`^${provider(ROOT)}/roleAssignments/`));
    });

    it('refuses a filter that it does not know', async () => {
        await expect(all(client().listForScope(PRODUCTION, { filter: "roleName eq 'Owner'" }))).rejects.toMatchObject({
            statusCode: 400,
        });
    });

    it('shows what stands in a subscription to the partner it is delegated to, but not the delegation', async () => {
        const { roleAssignments } = double.authorization(fourthCoffee(TENANT), adatum('f1'));

        const found = await all(roleAssignments.listForSubscription());

        expect(found.map(({ principalId }) => principalId)).toEqual([adatum('101'), adatum('102'), adatum('103')]);
    });

    it('cannot be read with a role on a resource group alone', async () => {
        await double.change((document) => {
            tenantOf(document, fabrikam(TENANT)).roleAssignments = [
                {
                    scope: `${subscriptionPath(fabrikam('b1'))}/resourceGroups/web`,
                    principalId: fabrikam(PRINCIPAL),
                    principalType: 'ServicePrincipal',
                    roleDefinitionId: OWNER,
                },
            ];
        });
        const { roleAssignments } = double.authorization(fabrikam(TENANT), fabrikam('b1'));

        await expect(all(roleAssignments.listForSubscription())).rejects.toMatchObject({
            statusCode: 403,
            code: 'AuthorizationFailed',
            message: expect.stringContaining(`over scope '${provider(subscriptionPath(fabrikam('b1')))}'`) as string,
        });
        await expect(all(roleAssignments.listForResourceGroup('web'))).resolves.toHaveLength(1);
    });

    describe('granting', () => {
        const NAME = contoso('9999');
        const path = `${provider(PRODUCTION)}/roleAssignments/${NAME}?${V}`;
        const grant = (changes: Record<string, unknown> = {}) => ({
            properties: {
                roleDefinitionId: role(SUPPORT_REQUEST_CONTRIBUTOR, subscriptionPath(contoso('a1'))),
                principalId: GROUP,
                principalType: 'Group',
                ...changes,
            },
        });
        const put = async (body: unknown, by = '101', at = path) =>
            double.call({ method: 'PUT', path: at, token: await double.userToken(contoso(TENANT), contoso(by)), body });

        beforeEach(() => spread());

        const fresh = {
            principalId: contoso(PRINCIPAL),
            principalType: 'ServicePrincipal',
            roleDefinitionId: role(READER),
        };

        it('answers 201 without a creator, who is there when it is read', async () => {
            const made = await put(grant(fresh));
            const read = await double.call({
                path,
                token: await double.userToken(contoso(TENANT), contoso('101')),
            });

            expect(made).toMatchObject({
                status: 201,
                body: { name: NAME, properties: { createdBy: null, updatedBy: contoso('101'), scope: PRODUCTION } },
            });
            expect(read).toMatchObject({ status: 200, body: { properties: { createdBy: contoso('101') } } });
        });

        it('answers 200 to the same once more, and makes no second', async () => {
            await put(grant(fresh));

            const again = await put(grant(fresh));

            expect(again.status).toBe(200);
            const found = await rows(`principalId eq '${contoso(PRINCIPAL)}'`);
            expect(found.filter(([at, , id]) => at === '{production}' && id === READER)).toHaveLength(1);
        });

        it('refuses the same grant under another name, naming the one that stands without dashes', async () => {
            await put(grant(fresh));

            const twin = await put(grant(fresh), '101', path.replace(NAME, contoso('8888')));

            expect([twin.status, codeOf(twin)]).toEqual([409, 'RoleAssignmentExists']);
            expect(JSON.stringify(twin.body)).toContain(
                `The ID of the existing role assignment is ${NAME.replaceAll('-', '')}.`,
            );
        });

        it('compares scopes without case, and writes them as Azure does', async () => {
            const shouted = path.replace('/subscriptions/', '/SUBSCRIPTIONS/');

            const made = await put(grant(fresh), '101', shouted);
            const again = await put(grant(fresh));

            expect(made).toMatchObject({ status: 201, body: { properties: { scope: PRODUCTION } } });
            expect(again.status).toBe(200);
        });

        it('does not take what is merely eligible for the grant itself', async () => {
            const answer = await put(grant({ ...fresh, roleDefinitionId: role(OWNER) }));

            expect(answer.status).toBe(201);
        });

        it('refuses to make another grant of a name', async () => {
            await put(grant(fresh));

            const changed = await put(grant({ ...fresh, roleDefinitionId: role(OWNER) }));

            expect([changed.status, codeOf(changed)]).toEqual([400, 'RoleAssignmentUpdateNotPermitted']);
        });

        it.each([
            ['a principal that nobody knows', grant({ principalId: contoso('404') }), 400, 'PrincipalNotFound'],
            ['a principal that is no GUID', grant({ principalId: 'partner' }), 400, 'InvalidPrincipalId'],
            ['a principal of another type', grant({ principalType: 'User' }), 400, 'UnmatchedPrincipalType'],
            [
                'a role that nobody knows',
                grant({ roleDefinitionId: role(contoso('404')) }),
                400,
                'RoleDefinitionDoesNotExist',
            ],
            ['a role that is no GUID', grant({ roleDefinitionId: role('Reader') }), 400, 'InvalidRoleDefinitionId'],
            ['no properties', {}, 400, 'InvalidCreateRoleAssignmentRequest'],
            ['no JSON', '{', 400, 'InvalidRequestContent'],
        ])('refuses %s', async (_what, body, status, code) => {
            const answer = await put(body);

            expect([answer.status, codeOf(answer)]).toEqual([status, code]);
        });

        it('refuses a name that is no GUID', async () => {
            const answer = await put(grant(), '101', path.replace(NAME, 'partner'));

            expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidRoleAssignmentId']);
        });

        it('refuses who may not write role assignments, naming the assignment', async () => {
            await double.change((document) => {
                tenantOf(document, contoso(TENANT)).roleAssignments.push({
                    scope: PRODUCTION,
                    principalId: contoso('102'),
                    principalType: 'User',
                    roleDefinitionId: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
                });
            });

            const answer = await put(grant(fresh), '102');

            expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
            expect(JSON.stringify(answer.body)).toContain(
                `'Microsoft.Authorization/roleAssignments/write' over scope '${provider(PRODUCTION)}/roleAssignments/${NAME}'`,
            );
        });

        it('is undone by DELETE with the whole assignment, and by a second one with 204', async () => {
            await put(grant(fresh));
            const token = await double.userToken(contoso(TENANT), contoso('101'));

            const removed = await double.call({ method: 'DELETE', path, token });
            const again = await double.call({ method: 'DELETE', path, token });
            const read = await double.call({ path, token });

            expect(removed).toMatchObject({ status: 200, body: { name: NAME } });
            expect(removed.headers).toHaveProperty('x-ms-ratelimit-remaining-subscription-deletes');
            expect([again.status, again.body]).toEqual([204, '']);
            expect([read.status, codeOf(read)]).toEqual([404, 'RoleAssignmentNotFound']);
        });

        it('stands in the document, and survives putting the document back', async () => {
            await put(grant(fresh));

            await double.change(() => undefined);
            const read = await double.call({
                path,
                token: await double.userToken(contoso(TENANT), contoso('101')),
            });

            expect(read).toMatchObject({ status: 200, body: { name: NAME } });
        });
    });

    describe('schedule instances', () => {
        const list = async (filter: string) =>
            (
                await all(
                    double
                        .authorization(contoso(TENANT), contoso('a1'))
                        .roleAssignmentScheduleInstances.listForScope(PRODUCTION, { filter }),
                )
            ).map(({ scope, assignmentType, memberType, endDateTime }) => [
                scope?.replace(PRODUCTION, '{production}').replace(ROOT, '{root}'),
                assignmentType,
                memberType,
                endDateTime?.toISOString(),
            ]);

        it('tell how an active assignment came about and until when it holds', async () => {
            await spread();
            await double.change((document) => {
                tenantOf(document, contoso(TENANT)).roleAssignments.push({
                    scope: PRODUCTION,
                    principalId: contoso(PRINCIPAL),
                    principalType: 'ServicePrincipal',
                    roleDefinitionId: OWNER,
                    endDateTime: '2099-01-01T08:00:00Z',
                });
            });

            await expect(list(`atScope() and assignedTo('${contoso(PRINCIPAL)}')`)).resolves.toEqual([
                ['{production}', 'Assigned', 'Direct', undefined],
                ['{production}', 'Assigned', 'Group', undefined],
                // The same grant stands as eligible beside it.
                ['{production}', 'Activated', 'Direct', '2099-01-01T08:00:00.000Z'],
                ['{root}', 'Assigned', 'Inherited', undefined],
            ]);
        });
    });

    describe('permissions', () => {
        const permissions = async (by: string, scope = PRODUCTION) =>
            double.call({
                path: `${provider(scope)}/permissions?${V}`,
                token: await double.userToken(contoso(TENANT), contoso(by)),
            });

        it('have one entry per assignment, inherited ones included', async () => {
            const partner = await permissions(PRINCIPAL);
            const owner = await permissions('101');

            expect(partner.body).toMatchObject({
                value: [
                    {
                        actions: [
                            'Microsoft.Authorization/*/read',
                            'Microsoft.Resources/subscriptions/resourceGroups/read',
                            'Microsoft.Support/*',
                        ],
                        notActions: [],
                    },
                    { actions: ['*/read'] },
                ],
            });
            expect(owner.body).toMatchObject({ value: [{ actions: ['*'], notActions: [] }] });
        });

        it('show that a contributor may not write role assignments', async () => {
            const answer = await permissions('102');

            expect(answer.body).toMatchObject({
                value: [
                    {
                        actions: ['*'],
                        notActions: expect.arrayContaining(['Microsoft.Authorization/*/Write']) as string[],
                    },
                ],
            });
        });

        it('are refused to who has nothing there', async () => {
            const answer = await permissions('777');

            expect([answer.status, codeOf(answer)]).toEqual([403, 'AuthorizationFailed']);
        });
    });

    describe('role definitions', () => {
        it('echo the subscription of the request in their ID', async () => {
            const { roleDefinitions } = double.authorization(contoso(TENANT), contoso('a1'));

            const found = await roleDefinitions.get(PRODUCTION, SUPPORT_REQUEST_CONTRIBUTOR);

            expect(found).toMatchObject({
                id: role(SUPPORT_REQUEST_CONTRIBUTOR),
                roleName: 'Support Request Contributor',
                roleType: 'BuiltInRole',
            });
        });

        it('are found by name', async () => {
            const { roleDefinitions } = double.authorization(contoso(TENANT), contoso('a1'));

            const found = await all(roleDefinitions.list(PRODUCTION, { filter: "roleName eq 'Reader'" }));

            expect(found.map(({ name }) => name)).toEqual([READER]);
        });

        it('that do not exist are not found', async () => {
            const { roleDefinitions } = double.authorization(contoso(TENANT), contoso('a1'));

            await expect(roleDefinitions.get(PRODUCTION, contoso('404'))).rejects.toMatchObject({
                statusCode: 404,
                code: 'RoleDefinitionDoesNotExist',
            });
        });
    });
});
