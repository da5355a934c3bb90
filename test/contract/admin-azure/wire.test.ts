import { adminAzure } from '../../../shared/adapters/azure/admin/index.ts';
import type { AdminAzure } from '../../../shared/ports/admin-azure.ts';
import { configFor } from '../../support/config-for.ts';
import { startDouble, tenantOf } from '../arm/environment.ts';
import type { Double } from '../arm/environment.ts';
import { contoso } from '../arm/sample-ids.ts';
import { ADMIN, all, analytics, PARTNER, production, ROLES, root, TENANT_ID } from './world.ts';

interface Asked {
    method: string;
    path: string;
    objectId: string | null;
}

describe('what goes over the wire as the customer’s admin', () => {
    let double: Double;
    let admin: AdminAzure;
    beforeAll(async () => {
        // A page for each row: whatever is a list has several pages.
        double = await startDouble({ pageSize: 1 });
    });
    beforeEach(async () => {
        await double.reset();
        admin = adminAzure(configFor(double.url))(TENANT_ID, await double.userToken(TENANT_ID, ADMIN));
    });
    afterAll(() => double.close());

    const asked = async (): Promise<Asked[]> => (await double.call({ path: '/_sim/requests' })).body as Asked[];

    it('keeps to what Azure understands', async () => {
        await admin.mayAssign(production);
        await admin.mayAssign(root);
        await admin.couldActivate(production);
        await admin.subscription(contoso('a1'));
        await all(admin.subscriptions());
        await admin.managementGroups(10);
        await admin.assign(analytics, { principalId: PARTNER, roleDefinitionId: ROLES.support, description: 'x' });
        await admin.assign(root, { principalId: PARTNER, roleDefinitionId: ROLES.support, description: 'x' });
        for (const { id } of await admin.assignedRoles(analytics, PARTNER)) await admin.unassign(id);

        expect(double.violations()).toEqual([]);
        expect(double.exchanges.length).toBeGreaterThan(10);
    });

    it('is asked as that person, always', async () => {
        await admin.mayAssign(production);
        await admin.assign(analytics, { principalId: PARTNER, roleDefinitionId: ROLES.support, description: 'x' });

        expect((await asked()).map(({ method, objectId }) => ({ method, objectId }))).toEqual([
            { method: 'GET', objectId: ADMIN },
            { method: 'PUT', objectId: ADMIN },
        ]);
    });

    it('says whom an assignment is for, and that it is a service principal', async () => {
        const description = 'Fourth Coffee, partner ID 314159';

        await admin.assign(analytics, { principalId: PARTNER, roleDefinitionId: ROLES.support, description });

        const made = tenantOf(await double.state(), TENANT_ID).roleAssignments.at(-1);
        expect(made).toMatchObject({ description, createdBy: ADMIN });
        const [put] = double.exchanges.filter(
            ({ request }) => request.method === 'PUT' && request.url.includes('/roleAssignments/'),
        );
        expect(JSON.parse(String(put?.request.body))).toMatchObject({
            properties: { principalId: PARTNER, principalType: 'ServicePrincipal' },
        });
    });

    it('follows the pages of every list', async () => {
        await double.change((document) => {
            const tenant = tenantOf(document, TENANT_ID);
            const [first] = tenant.subscriptions;
            if (first === undefined) throw new Error('Contoso has no subscription.');
            for (const tail of ['b1', 'b2', 'b3'])
                tenant.subscriptions.push({ ...first, subscriptionId: contoso(tail) });
        });

        expect(await all(admin.subscriptions())).toHaveLength(5);
        expect(await admin.managementGroups(10)).toEqual([expect.objectContaining({ isRoot: true, subscriptions: 5 })]);
    });

    it.each([
        [
            'PUT',
            () => admin.assign(production, { principalId: PARTNER, roleDefinitionId: ROLES.owner, description: 'x' }),
        ],
        ['GET', () => admin.mayAssign(production)],
        ['GET', () => admin.managementGroups(10)],
    ])('is asked once, where it fails (%s)', async (method, ask) => {
        const claims = Buffer.from('{"access_token":{}}').toString('base64');
        const challenge = `Bearer error="insufficient_claims", claims="${claims}"`;
        for (const wrong of [
            { status: 503 },
            { status: 401, headers: { 'WWW-Authenticate': challenge } },
            { drop: true },
        ]) {
            await double.call({ method: 'DELETE', path: '/_sim/requests' });
            await double.call({
                method: 'POST',
                path: '/_sim/faults',
                body: { method, path: '/providers/', times: 1, ...wrong },
            });

            await expect(ask()).rejects.toMatchObject({ name: 'AzureError' });

            expect(await asked()).toHaveLength(1);
        }
    });
});
