import { startDouble, tenantOf, type Double } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import { contoso, fabrikam, northwind, PRINCIPAL, TENANT } from './sample-ids.ts';

describe('Microsoft.ManagementPartner', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble();
    });
    keepClean(() => double);

    it('answers NotFound where the caller has no link', async () => {
        const client = double.partner(contoso(TENANT));

        await expect(client.partners.get()).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
        await expect(client.partner.get('314159')).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
    });

    it('links the tenant and object ID of the token, with the name of the partner', async () => {
        const client = double.partner(contoso(TENANT));

        const created = await client.partner.create('314159');

        expect(created).toMatchObject({
            partnerId: '314159',
            partnerName: 'Fourth Coffee',
            tenantId: contoso(TENANT),
            objectId: contoso(PRINCIPAL),
            version: 1,
            etag: 1,
            state: 'Active',
            id: '/providers/microsoft.managementpartner/partners/314159',
        });
        await expect(client.partners.get()).resolves.toMatchObject({ partnerId: '314159' });
        expect(Object.keys(tenantOf(await double.state(), contoso(TENANT)).managementPartners)).toEqual([
            contoso(PRINCIPAL),
        ]);
    });

    it('refuses to create what is already there, even the same', async () => {
        const client = double.partner(northwind(TENANT));

        await expect(client.partner.create('314159')).rejects.toMatchObject({ statusCode: 409, code: 'Conflict' });
        await expect(client.partners.get()).resolves.toMatchObject({ partnerId: '314159', version: 1 });
    });

    it('moves a link to the partner in the path, and raises its version', async () => {
        const client = double.partner(fabrikam(TENANT));
        const before = await client.partners.get();

        const moved = await client.partner.update('314159');

        expect(before).toMatchObject({ partnerId: '999999', partnerName: 'Proseware', version: 1 });
        expect(moved).toMatchObject({ partnerId: '314159', version: 2, etag: 2, createdTime: before.createdTime });
        expect(moved.updatedTime?.getTime()).toBeGreaterThan(before.updatedTime?.getTime() ?? Infinity);
    });

    it('leaves a link alone that is already to the partner', async () => {
        const client = double.partner(northwind(TENANT));

        await expect(client.partner.update('314159')).resolves.toMatchObject({ partnerId: '314159', version: 1 });
    });

    it('cannot move a link that is not there', async () => {
        const client = double.partner(contoso(TENANT));

        await expect(client.partner.update('314159')).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
    });

    it('shows a link only under the partner it is to', async () => {
        const client = double.partner(fabrikam(TENANT));

        await expect(client.partner.get('999999')).resolves.toMatchObject({ partnerId: '999999' });
        await expect(client.partner.get('314159')).rejects.toMatchObject({ statusCode: 404 });
    });

    it('deletes softly: linking again revives the record with its age and goes on counting', async () => {
        const client = double.partner(northwind(TENANT));
        const before = await client.partners.get();

        await client.partner.delete('314159');
        const afterDelete = tenantOf(await double.state(), northwind(TENANT)).managementPartners[northwind(PRINCIPAL)];
        await expect(client.partners.get()).rejects.toMatchObject({ statusCode: 404 });
        const revived = await client.partner.create('314160');

        expect(afterDelete).toMatchObject({ state: 'Deleted', version: 2 });
        expect(revived).toMatchObject({ partnerId: '314160', version: 3, createdTime: before.createdTime });
    });

    it('deletes only under the partner that is linked', async () => {
        const client = double.partner(northwind(TENANT));

        await expect(client.partner.delete('314160')).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
        await expect(client.partners.get()).resolves.toMatchObject({ state: 'Active' });
    });

    it('does not know every number as a partner', async () => {
        const client = double.partner(contoso(TENANT));

        await expect(client.partner.create('123456')).rejects.toMatchObject({ statusCode: 400, code: 'BadRequest' });
        await expect(client.partners.get()).rejects.toMatchObject({ statusCode: 404 });
    });

    it.each([
        ['none', undefined, 200],
        ['the same partner', { partnerId: '314159' }, 200],
        ['another partner than the path', { partnerId: '314160' }, 400],
        ['no JSON', '{', 400],
    ])('takes a body with %s as %s says', async (_what, body, status) => {
        const answer = await double.call({
            method: 'PUT',
            path: '/providers/Microsoft.ManagementPartner/partners/314159?api-version=2018-02-01',
            token: double.credential(contoso(TENANT)),
            body,
        });

        expect(answer.status).toBe(status);
    });

    it('keeps one link per principal: a person of the same tenant has none', async () => {
        const answer = await double.call({
            path: '/providers/Microsoft.ManagementPartner/partners?api-version=2018-02-01',
            token: await double.userToken(northwind(TENANT), northwind('101')),
        });

        expect(answer.status).toBe(404);
    });

    it('answers with an empty body and counts a removal among the writes', async () => {
        const answer = await double.call({
            method: 'DELETE',
            path: '/providers/Microsoft.ManagementPartner/partners/314159?api-version=2018-02-01',
            token: double.credential(northwind(TENANT)),
        });

        expect(answer).toMatchObject({ status: 200, body: '' });
        expect(answer.headers).toHaveProperty('x-ms-ratelimit-remaining-tenant-writes');
        expect(answer.headers).not.toHaveProperty('content-type');
    });
});
