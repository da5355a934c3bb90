import { AzureError } from '../../../shared/ports/azure.ts';
import { customerJson } from '../../../shared/http/customer-json.ts';
import { addTenant, closeTables, HOME, makeWorld, openTables, recordsOf, roleAt, rootOf } from './world.ts';
import type { World } from './world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const A1 = 'c0000000-0000-4000-8000-0000000000a1';
const LINK_BASE = {
    confirmation: 'signin',
    publicBaseUrl: 'https://partner.example',
    defaultPartnerId: '314159',
} as const;

const linkedAtHome = (world: World) =>
    world.azure.tenants.set(HOME, {
        principalId: 'home-principal',
        subscriptions: [],
        roles: {},
        link: { partnerId: '314159', partnerName: null, state: 'Active', createdTime: '2026-01-01T00:00:00.000Z' },
    });

/** A tenant that delegates to us and that nobody put in. */
async function delegating(world: World, tenantId: string, id: string): Promise<void> {
    await addTenant(world, tenantId, [id], {
        principalId: null,
        roles: {},
        delegated: { [id]: [roleAt(`/subscriptions/${id}`)] },
    });
    await world.deps.customers.delete(tenantId, () => Promise.resolve());
}

const shown = async (world: World, tenantId: string, base: Parameters<typeof customerJson>[1] = LINK_BASE) => {
    const customer = await world.deps.customers.get(tenantId);
    return customer && customerJson(customer, base);
};

describe('a tenant that is delegated to us', () => {
    it('is a customer from the next run on, audited in it, and keeps the name that somebody gives it', async () => {
        const world = makeWorld();
        linkedAtHome(world);
        await delegating(world, CONTOSO, A1);

        const run = await world.audit();
        const added = await world.deps.customers.get(CONTOSO);
        await world.deps.customers.put(CONTOSO, { name: 'Contoso' });
        await world.audit();

        expect(run.tenants).toMatchObject({ done: 1, failed: 0 });
        expect((await recordsOf(world, CONTOSO)).records[A1]).toMatchObject({ coverage: 'covered', via: 'lighthouse' });
        expect(added).toMatchObject({
            name: CONTOSO,
            access: 'lighthouse',
            discovery: 'partial',
            link: { partnerId: '314159', createdAt: '2026-01-01T00:00:00.000Z', updatedAt: null },
        });
        expect((await world.deps.customers.get(CONTOSO))?.name).toBe('Contoso');
    });

    it.each(['throttled', 'unavailable', 'application-missing'] as const)(
        'is left for the next run where our own tenant answers with %s, and the run starts all the same',
        async (kind) => {
            const world = makeWorld();
            await delegating(world, CONTOSO, A1);
            await addTenant(world, FABRIKAM, []);
            let troubles = 1;
            world.azure.before = (question) => {
                if (question === `subscriptions ${HOME}` && troubles-- > 0) throw new AzureError(kind, kind);
            };

            const first = await world.audit();
            const second = await world.audit();

            expect(first).toMatchObject({ expected: 1, tenants: { done: 1 } });
            expect(second).toMatchObject({ expected: 2, tenants: { done: 2 } });
        },
    );
});

describe('a customer that is seen in part', () => {
    it('comes with a text for its administrator, and the quick link of a subscription that is known', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await world.deps.customers.put(CONTOSO, { name: 'Contoso', partnerId: '314160' });
        await world.audit();

        expect(await shown(world, CONTOSO)).toMatchObject({
            discovery: 'partial',
            discoveryNextStep: {
                text: expect.stringMatching(/link.*root management group.*Save partner/) as string,
                link: `https://partner.example/api/confirm/${A1}/partnerId/314160`,
            },
        });
        expect(await shown(world, CONTOSO)).not.toHaveProperty('aSubscription');
    });

    it('gets no link that would lead nowhere: where customers confirm by mail, it takes the portal', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        await world.audit();

        expect(await shown(world, CONTOSO, { ...LINK_BASE, confirmation: 'email' })).toMatchObject({
            discoveryNextStep: { text: expect.stringMatching(/Azure portal/) as string, link: null },
        });
    });

    it('has nothing to do once it is seen in full, and one that was never audited neither', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: [roleAt(rootOf(CONTOSO))] } });
        const before = await shown(world, CONTOSO);
        await world.audit();

        expect(before).toEqual({ tenantId: CONTOSO, name: `Customer ${CONTOSO}`, access: 'none', discovery: 'none' });
        expect(await shown(world, CONTOSO)).toMatchObject({ discovery: 'full' });
        expect(await shown(world, CONTOSO)).not.toHaveProperty('discoveryNextStep');
    });
});

describe('the link that a customer is shown with', () => {
    it('is that of the identity that sees the tenant, and is gone with it', async () => {
        const world = makeWorld();
        const times = { createdTime: '2026-01-02T00:00:00.000Z', updatedTime: '2026-02-03T00:00:00.000Z' };
        const tenant = await addTenant(world, CONTOSO, [A1], {
            link: { partnerId: '999999', partnerName: null, state: 'Active', ...times },
        });
        await world.audit();
        const linked = await shown(world, CONTOSO);
        delete tenant.link;
        await world.audit();

        expect(linked?.link).toEqual({
            partnerId: '999999',
            createdAt: times.createdTime,
            updatedAt: times.updatedTime,
        });
        expect(await shown(world, CONTOSO)).not.toHaveProperty('link');
    });
});
