import { roleAssignmentName } from '../../../shared/domain/role-assignment-name.ts';
import type { AdminAzure, GrantScope, Right } from '../../../shared/ports/admin-azure.ts';
import { contoso } from '../arm/sample-ids.ts';
import {
    ADMIN,
    all,
    ANALYTICS,
    analytics,
    CONTRIBUTOR,
    failureOf,
    GUEST,
    MFA_CLAIMS,
    OTHER_SUBSCRIPTION,
    OWNER,
    PARTNER,
    POLICY,
    PRODUCTION,
    production,
    READER,
    ROLES,
    root,
    STRANGER,
    TENANT_ID,
} from './world.ts';
import type { Bench } from './world.ts';

const grant = {
    principalId: PARTNER,
    roleDefinitionId: ROLES.support,
    description: 'Fourth Coffee, partner ID 314159',
};

const PARTNERS_ROLES = [
    `/providers/Microsoft.Management/managementGroups/${TENANT_ID} ${ROLES.reader}`,
    `/subscriptions/${PRODUCTION} ${ROLES.support}`,
];

/** What holds for Azure as the customer's admin, whoever plays it. */
// eslint-disable-next-line jest/no-export -- one suite, run by a test file for each of those it is held against
export function describeAdminAzure(name: string, start: () => Promise<Bench & { close(): Promise<void> }>): void {
    describe(`Azure as the customer's admin, ${name}`, () => {
        let bench: Bench & { close(): Promise<void> };
        beforeAll(async () => {
            bench = await start();
        });
        beforeEach(() => bench.reset());
        afterAll(() => bench.close());

        describe('who may assign and take away roles', () => {
            const PEOPLE: [string, string, GrantScope, Right][] = [
                ['an owner', OWNER, production, 'yes'],
                ['an owner of subscriptions, at the root', OWNER, root, 'no'],
                ['a contributor', CONTRIBUTOR, production, 'no'],
                ['a reader', READER, production, 'no'],
                ['a stranger', STRANGER, production, 'no'],
                ['a stranger, at the root', STRANGER, root, 'no'],
                ['a guest with the role', GUEST, production, 'yes'],
                ['a guest, where they have no role', GUEST, analytics, 'no'],
                ['an owner at the root', ADMIN, root, 'yes'],
                ['an owner at the root, below it', ADMIN, analytics, 'yes'],
            ];

            it.each(PEOPLE)('%s', async (_who, person, scope, right) => {
                const admin = await bench.as(person);

                expect(await admin.mayAssign(scope)).toBe(right);
                expect(await admin.mayUnassign(scope)).toBe(right);
            });

            it('counts what a group of theirs has', async () => {
                await bench.group(contoso('601'), [STRANGER]);
                await bench.give({
                    scope: analytics,
                    principalId: contoso('601'),
                    role: 'owner',
                    principalType: 'Group',
                });
                const admin = await bench.as(STRANGER);

                expect(await admin.mayAssign(analytics)).toBe('yes');
                expect(await admin.mayAssign(production)).toBe('no');
            });

            it('counts a role from the moment that it is activated', async () => {
                const given = { scope: production, principalId: READER, role: 'owner', principalType: 'User' } as const;
                await bench.give({ ...given, eligibleOnly: true });
                const admin = await bench.as(READER);
                expect(await admin.mayAssign(production)).toBe('no');

                await bench.give(given);

                expect(await admin.mayAssign(production)).toBe('yes');
            });

            it('says where only a role with a condition allows it', async () => {
                const condition = "@Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEquals 'User'";
                await bench.give({
                    scope: production,
                    principalId: READER,
                    role: 'roleAdministrator',
                    principalType: 'User',
                    condition,
                });
                const admin = await bench.as(READER);

                expect(await admin.mayAssign(production)).toBe('conditional');
                expect(await admin.mayUnassign(production)).toBe('conditional');
                expect(await admin.mayAssign(analytics)).toBe('no');
            });

            it.each<[string, GrantScope]>([
                ['a subscription that does not exist', { kind: 'subscription', subscriptionId: contoso('afff') }],
                [
                    'a subscription of another tenant',
                    { kind: 'subscription', subscriptionId: 'f0000000-0000-4000-8000-0000000000b1' },
                ],
            ])('is nobody for %s', async (_what, scope) => {
                const admin = await bench.as(ADMIN);

                expect(await admin.mayAssign(scope)).toBe('no');
                expect(await admin.mayUnassign(scope)).toBe('no');
                expect(await admin.couldActivate(scope)).toBe(false);
            });

            it('is nobody for a management group that they have no right at', async () => {
                const admin = await bench.as(OWNER);

                expect(await admin.mayAssign({ kind: 'management-group', groupId: 'nobody-knows-it' })).toBe('no');
            });
        });

        describe('a role that is only to be activated', () => {
            const eligible = { principalId: STRANGER, principalType: 'User', eligibleOnly: true } as const;

            it('is found at the subscription', async () => {
                await bench.give({ ...eligible, scope: production, role: 'owner' });
                const admin = await bench.as(STRANGER);

                expect(await admin.couldActivate(production)).toBe(true);
                expect(await admin.couldActivate(analytics)).toBe(false);
                expect(await admin.couldActivate(root)).toBe(false);
                expect(await admin.mayAssign(production)).toBe('no');
            });

            it('is found above it, and through a group', async () => {
                await bench.group(contoso('601'), [STRANGER]);
                await bench.give({
                    principalId: contoso('601'),
                    principalType: 'Group',
                    eligibleOnly: true,
                    scope: root,
                    role: 'roleAdministrator',
                });
                const admin = await bench.as(STRANGER);

                expect(await admin.couldActivate(analytics)).toBe(true);
                expect(await admin.couldActivate(root)).toBe(true);
            });

            it('does not help where it would not let them assign', async () => {
                await bench.give({ ...eligible, scope: production, role: 'contributor' });

                expect(await (await bench.as(STRANGER)).couldActivate(production)).toBe(false);
            });

            it('is not one that another person could activate, or that is active', async () => {
                await bench.give({ ...eligible, scope: production, role: 'owner' });

                expect(await (await bench.as(READER)).couldActivate(production)).toBe(false);
                expect(await (await bench.as(OWNER)).couldActivate(production)).toBe(false);
            });
        });

        describe('subscriptions', () => {
            const idsOf = async (admin: AdminAzure) =>
                (await all(admin.subscriptions())).map(({ subscriptionId }) => subscriptionId).sort();

            it('are those where they hold some role', async () => {
                expect(await idsOf(await bench.as(ADMIN))).toEqual([PRODUCTION, ANALYTICS]);
                expect(await idsOf(await bench.as(GUEST))).toEqual([PRODUCTION]);
                expect(await idsOf(await bench.as(STRANGER))).toEqual([]);
            });

            it('are told with name, state and tenant', async () => {
                const told = {
                    subscriptionId: PRODUCTION,
                    displayName: 'Production',
                    state: 'Enabled',
                    tenantId: TENANT_ID,
                };

                expect(await all((await bench.as(GUEST)).subscriptions())).toEqual([told]);
                expect(await (await bench.as(OWNER)).subscription(PRODUCTION)).toEqual(told);
            });

            it('of other tenants are left out, even where they are delegated to this one', async () => {
                await bench.subscription(OTHER_SUBSCRIPTION, 'f0000000-0000-4000-8000-000000000001');
                const admin = await bench.as(ADMIN);

                expect(await idsOf(admin)).toEqual([PRODUCTION, ANALYTICS]);
                expect(await admin.subscription(OTHER_SUBSCRIPTION)).toBeUndefined();
            });

            it.each([
                ['that does not exist', ADMIN, contoso('afff')],
                ['of another tenant', ADMIN, 'f0000000-0000-4000-8000-0000000000b1'],
                ['that is not theirs to see', STRANGER, PRODUCTION],
            ])('one %s is nothing', async (_what, person, id) => {
                expect(await (await bench.as(person)).subscription(id)).toBeUndefined();
            });
        });

        describe('management groups', () => {
            beforeEach(async () => {
                await bench.managementGroup({ groupId: 'platform', parentId: TENANT_ID, subscriptionIds: [] });
                await bench.managementGroup({ groupId: 'data', parentId: 'platform', subscriptionIds: [ANALYTICS] });
            });

            it('come with the subscriptions below, the root first', async () => {
                expect(await (await bench.as(ADMIN)).managementGroups(10)).toEqual([
                    { groupId: TENANT_ID, displayName: 'Tenant Root Group', isRoot: true, subscriptions: 2 },
                    { groupId: 'data', displayName: 'data', isRoot: false, subscriptions: 1 },
                    { groupId: 'platform', displayName: 'platform', isRoot: false, subscriptions: 1 },
                ]);
            });

            it('are as many as are asked for', async () => {
                const groups = await (await bench.as(ADMIN)).managementGroups(2);

                expect(groups.map(({ groupId }) => groupId)).toEqual([TENANT_ID, 'data']);
            });

            it('are those where they hold a role and those below', async () => {
                await bench.give({
                    scope: { kind: 'management-group', groupId: 'platform' },
                    principalId: READER,
                    role: 'owner',
                    principalType: 'User',
                });

                const groups = await (await bench.as(READER)).managementGroups(10);

                expect(groups.map(({ groupId }) => groupId)).toEqual(['data', 'platform']);
                expect(await (await bench.as(READER)).mayAssign({ kind: 'management-group', groupId: 'data' })).toBe(
                    'yes',
                );
            });

            it('are none for who has roles on subscriptions alone', async () => {
                expect(await (await bench.as(OWNER)).managementGroups(10)).toEqual([]);
                expect(await (await bench.as(STRANGER)).managementGroups(10)).toEqual([]);
            });
        });

        describe('the roles of a principal', () => {
            it('are those at the scope and above it', async () => {
                const admin = await bench.as(OWNER);

                const [onAnalytics, onProduction] = [
                    await admin.assignedRoles(analytics, PARTNER),
                    await admin.assignedRoles(production, PARTNER),
                ];

                const above = { roleDefinitionId: ROLES.reader, throughGroup: false };
                expect(onAnalytics).toEqual([expect.objectContaining(above)]);
                expect(onAnalytics[0]?.scope).toBe(`/providers/Microsoft.Management/managementGroups/${TENANT_ID}`);
                expect(onProduction.map(({ roleDefinitionId }) => roleDefinitionId).sort()).toEqual(
                    [ROLES.reader, ROLES.support].sort(),
                );
            });

            it('say which of them a group has', async () => {
                await bench.group(contoso('601'), [PARTNER]);
                await bench.give({
                    scope: analytics,
                    principalId: contoso('601'),
                    role: 'support',
                    principalType: 'Group',
                });

                const roles = await (await bench.as(OWNER)).assignedRoles(analytics, PARTNER);

                expect(roles.filter(({ throughGroup }) => throughGroup)).toEqual([
                    expect.objectContaining({ roleDefinitionId: ROLES.support, scope: `/subscriptions/${ANALYTICS}` }),
                ]);
                expect(roles.filter(({ throughGroup }) => !throughGroup)).toHaveLength(1);
            });

            it('are not told to a stranger', async () => {
                const admin = await bench.as(STRANGER);

                expect((await failureOf(admin.assignedRoles(production, PARTNER))).kind).toBe('forbidden');
            });
        });

        describe('assigning', () => {
            it('gives the role at the scope, once', async () => {
                const admin = await bench.as(OWNER);

                expect(await admin.assign(analytics, grant)).toBe('assigned');
                expect(await admin.assign(analytics, grant)).toBe('already');

                expect(await bench.partnersRoles()).toEqual(
                    [...PARTNERS_ROLES, `/subscriptions/${ANALYTICS} ${ROLES.support}`].sort(),
                );
            });

            it('names the assignment after the grant', async () => {
                const admin = await bench.as(OWNER);

                await admin.assign(analytics, grant);

                const name = roleAssignmentName(`/subscriptions/${ANALYTICS}`, PARTNER, ROLES.support);
                const ids = (await admin.assignedRoles(analytics, PARTNER)).map(({ id }) => id);
                expect(ids).toContain(
                    `/subscriptions/${ANALYTICS}/providers/Microsoft.Authorization/roleAssignments/${name}`,
                );
            });

            it('at a management group reaches what is below', async () => {
                const admin = await bench.as(ADMIN);

                expect(await admin.assign(root, grant)).toBe('assigned');

                const roles = await admin.assignedRoles(analytics, PARTNER);
                expect(roles.map(({ roleDefinitionId }) => roleDefinitionId)).toContain(ROLES.support);
            });

            it('is done already where the same grant stands under another name', async () => {
                const admin = await bench.as(OWNER);

                expect(await admin.assign(production, grant)).toBe('already');
                expect(await bench.partnersRoles()).toEqual(PARTNERS_ROLES);
            });

            it('has to wait for a principal that is not known yet', async () => {
                const admin = await bench.as(OWNER);

                const error = await failureOf(admin.assign(analytics, { ...grant, principalId: contoso('209') }));

                expect(error.kind).toBe('principal-not-found');
            });

            it.each([
                ['a contributor', CONTRIBUTOR],
                ['a reader', READER],
                ['a stranger', STRANGER],
            ])('is refused to %s', async (_who, person) => {
                const admin = await bench.as(person);

                expect((await failureOf(admin.assign(analytics, grant))).kind).toBe('forbidden');
                expect(await bench.partnersRoles()).toEqual(PARTNERS_ROLES);
            });
        });

        describe('taking away', () => {
            const idAt = async (admin: AdminAzure, role: string): Promise<string> => {
                const roles = await admin.assignedRoles(production, PARTNER);
                return roles.find(({ roleDefinitionId }) => roleDefinitionId === role)?.id ?? '';
            };

            it('removes the role, and may be repeated', async () => {
                const admin = await bench.as(OWNER);
                const id = await idAt(admin, ROLES.support);

                await admin.unassign(id);
                await admin.unassign(id);

                expect(await bench.partnersRoles()).toEqual(PARTNERS_ROLES.slice(0, 1));
            });

            it('lets the same grant be made again', async () => {
                const admin = await bench.as(OWNER);

                for (const result of ['assigned', 'assigned']) {
                    await admin.unassign(await idAt(admin, ROLES.support));
                    expect(await admin.assign(production, grant)).toBe(result);
                }

                expect(await bench.partnersRoles()).toEqual(PARTNERS_ROLES);
            });

            it('of what stands above is for who has the right there', async () => {
                const owner = await bench.as(OWNER);
                const id = await idAt(owner, ROLES.reader);

                expect((await failureOf(owner.unassign(id))).kind).toBe('forbidden');
                await (await bench.as(ADMIN)).unassign(id);

                expect(await bench.partnersRoles()).toEqual(PARTNERS_ROLES.slice(1));
            });

            it.each([
                ['a contributor', CONTRIBUTOR],
                ['a reader', READER],
            ])('is refused to %s', async (_who, person) => {
                const id = await idAt(await bench.as(OWNER), ROLES.support);

                expect((await failureOf((await bench.as(person)).unassign(id))).kind).toBe('forbidden');
                expect(await bench.partnersRoles()).toEqual(PARTNERS_ROLES);
            });
        });

        describe('trouble', () => {
            it.each([
                ['throttled for 17 s', { kind: 'throttled', retryAfterMs: 17_000 }],
                ['down', { kind: 'unavailable' }],
                ['multi-factor authentication', { kind: 'claims-challenge', claims: MFA_CLAIMS }],
            ] as const)('%s is told, whatever is asked, and gone with the next question', async (trouble, error) => {
                const admin = await bench.as(OWNER);
                const questions: ['mayAssign' | 'assign' | 'unassign', () => Promise<unknown>][] = [
                    ['mayAssign', () => admin.mayAssign(production)],
                    ['assign', () => admin.assign(production, grant)],
                    [
                        'unassign',
                        () =>
                            admin.unassign(
                                `/subscriptions/${PRODUCTION}/providers/Microsoft.Authorization/roleAssignments/${contoso('999')}`,
                            ),
                    ],
                ];
                for (const [question, ask] of questions) {
                    await bench.trouble(trouble, question);

                    expect(await failureOf(ask())).toMatchObject(error);
                    await ask();
                }
            });

            it('of a policy names it, and leaves everything as it was', async () => {
                const admin = await bench.as(OWNER);
                await bench.trouble('policy', 'assign');

                expect(await failureOf(admin.assign(analytics, grant))).toMatchObject({
                    kind: 'policy',
                    policy: POLICY,
                });

                expect(await bench.partnersRoles()).toEqual(PARTNERS_ROLES);
            });
        });
    });
}
