import { all, startDouble, tenantOf, type Double } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import {
    adatum,
    contoso,
    fabrikam,
    fourthCoffee,
    northwind,
    OWNER,
    PRINCIPAL,
    READER,
    SUPPORT_REQUEST_CONTRIBUTOR,
    tailspin,
    TENANT,
} from './sample-ids.ts';

describe('the sample tenants', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble();
    });
    keepClean(() => double);

    const names = async (tenantId: string) =>
        (await all(double.subscriptions(tenantId).subscriptions.list())).map(({ displayName }) => displayName);

    const roles = async (tenantId: string, subscriptionId: string, principalId: string) =>
        (
            await all(
                double.authorization(tenantId, subscriptionId).roleAssignments.listForSubscription({
                    filter: `atScope() and assignedTo('${principalId}')`,
                }),
            )
        ).map(({ roleDefinitionId }) => roleDefinitionId?.split('/').at(-1));

    const link = async (tenantId: string) => {
        try {
            return (await double.partner(tenantId).partners.get()).partnerId;
        } catch (error) {
            return (error as { statusCode?: number }).statusCode;
        }
    };

    it('Contoso: Reader at the root, the eligible role on Production alone, no link', async () => {
        await expect(names(contoso(TENANT))).resolves.toEqual(['Production', 'Analytics']);
        await expect(roles(contoso(TENANT), contoso('a1'), contoso(PRINCIPAL))).resolves.toEqual([
            SUPPORT_REQUEST_CONTRIBUTOR,
            READER,
        ]);
        await expect(roles(contoso(TENANT), contoso('a2'), contoso(PRINCIPAL))).resolves.toEqual([READER]);
        await expect(link(contoso(TENANT))).resolves.toBe(404);
    });

    it('Fabrikam: the eligible role on ERP, linked to somebody else', async () => {
        await expect(names(fabrikam(TENANT))).resolves.toEqual(['ERP']);
        await expect(roles(fabrikam(TENANT), fabrikam('b1'), fabrikam(PRINCIPAL))).resolves.toEqual([
            SUPPORT_REQUEST_CONTRIBUTOR,
        ]);
        await expect(link(fabrikam(TENANT))).resolves.toBe('999999');
    });

    it('Northwind: the eligible role on Web, linked', async () => {
        await expect(names(northwind(TENANT))).resolves.toEqual(['Web']);
        await expect(link(northwind(TENANT))).resolves.toBe('314159');
    });

    it('Tailspin: Shop is there, the application is not', async () => {
        await expect(names(tailspin(TENANT))).rejects.toThrow(/AADSTS7000229/);
        const answer = await double.call({ path: `/subscriptions/${tailspin('e1')}?api-version=2022-12-01` });
        expect(answer.headers['www-authenticate']).toContain(tailspin(TENANT));
    });

    it('Adatum: delegates Data to the partner, whose own tenant has no link', async () => {
        await expect(names(fourthCoffee(TENANT))).resolves.toEqual(['Data']);
        await expect(names(adatum(TENANT))).rejects.toThrow(/AADSTS7000229/);
        await expect(link(fourthCoffee(TENANT))).resolves.toBe(404);
    });

    it.each([
        ['contoso', contoso],
        ['fabrikam', fabrikam],
        ['northwind', northwind],
        ['tailspin', tailspin],
        ['adatum', adatum],
    ])('%s has an owner, a contributor and a reader on every subscription', async (name, id) => {
        const tenant = tenantOf(await double.state(), id(TENANT));

        for (const { subscriptionId } of tenant.subscriptions) {
            const held = ['owner', 'contributor', 'reader'].map((who) => {
                const user = tenant.users.find(
                    ({ userPrincipalName }) => userPrincipalName === `${who}@${name}.example`,
                );
                return tenant.roleAssignments.find(
                    ({ scope, principalId }) =>
                        scope === `/subscriptions/${subscriptionId}` && principalId === user?.objectId,
                )?.roleDefinitionId;
            });
            expect(held).toEqual([OWNER, 'b24988ac-6180-42a0-ab88-20f7382dd24c', READER]);
        }
    });

    it('has the administrator and the guest of Contoso, and the people of the partner', async () => {
        const document = await double.state();
        const { users } = tenantOf(document, contoso(TENANT));
        const mailed = (name: string) => users.find(({ userPrincipalName }) => userPrincipalName === name);

        const admin = mailed('admin@contoso.example');
        const guest = mailed('operator@fourthcoffee.example');
        const partner = tenantOf(document, fourthCoffee(TENANT)).users;

        await expect(roles(contoso(TENANT), contoso('a2'), admin?.objectId ?? '')).resolves.toEqual([OWNER]);
        await expect(roles(contoso(TENANT), contoso('a1'), guest?.objectId ?? '')).resolves.toEqual([OWNER]);
        await expect(roles(contoso(TENANT), contoso('a2'), guest?.objectId ?? '')).resolves.toEqual([]);
        expect(guest?.homeTenantId).toBe(fourthCoffee(TENANT));
        expect(partner.map(({ userPrincipalName, appRoles }) => [userPrincipalName, appRoles])).toEqual([
            ['operator@fourthcoffee.example', ['Partner.Operator']],
            ['auditor@fourthcoffee.example', ['Partner.Reader']],
        ]);
        expect(document.partners).toMatchObject({ '314159': 'Fourth Coffee', '999999': 'Proseware' });
        expect(Object.keys(document.partners)).toEqual(expect.arrayContaining(['314160', '3664167']));
    });
});
