import { startDouble, tenantOf, type Double } from './environment.ts';
import { contoso, PRINCIPAL, subscriptionPath, SUPPORT_REQUEST_CONTRIBUTOR, TENANT } from './sample-ids.ts';

const COUNT = 100_000;

describe('a tenant with 100,000 subscriptions', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble();
        await double.change((document) => {
            const tenant = tenantOf(document, contoso(TENANT));
            const [first] = tenant.subscriptions;
            if (first === undefined) throw new Error('no subscription');
            tenant.subscriptions = Array.from({ length: COUNT }, (_, index) => ({
                ...first,
                subscriptionId: contoso(`b${index}`),
                displayName: `Subscription ${index}`,
            }));
            tenant.roleAssignments.push(
                ...tenant.subscriptions.map(({ subscriptionId }) => ({
                    scope: subscriptionPath(subscriptionId),
                    principalId: contoso(PRINCIPAL),
                    principalType: 'ServicePrincipal' as const,
                    roleDefinitionId: SUPPORT_REQUEST_CONTRIBUTOR,
                })),
            );
        });
    });
    afterAll(() => double.close());

    it('is listed whole, each once, in pages', async () => {
        const token = await double.userToken(contoso(TENANT), contoso(PRINCIPAL));
        const seen = new Set<string>();
        let pages = 0;
        let path: string | undefined = '/subscriptions?api-version=2022-12-01';

        while (path !== undefined) {
            const { body } = await double.call({ path, token });
            const page = body as { value: { subscriptionId: string }[]; nextLink?: string };
            for (const { subscriptionId } of page.value) seen.add(subscriptionId);
            pages += 1;
            path = page.nextLink?.slice(double.url.length);
        }

        expect([seen.size, pages]).toEqual([COUNT, 100]);
    });

    it('answers for one of them as for one of few', async () => {
        const token = await double.userToken(contoso(TENANT), contoso(PRINCIPAL));
        const scope = subscriptionPath(contoso('b99999'));

        const assignments = await double.call({
            path: `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${encodeURIComponent(`atScope() and assignedTo('${contoso(PRINCIPAL)}')`)}`,
            token,
        });

        const { value } = assignments.body as { value: { properties: { scope: string } }[] };
        expect(value.map(({ properties }) => properties.scope)).toEqual([
            scope,
            `/providers/Microsoft.Management/managementGroups/${contoso(TENANT)}`,
        ]);
    });
});
